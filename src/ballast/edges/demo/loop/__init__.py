"""The invented city's loop: warned, checked, coordinated by the clock, solved, confirmed."""
