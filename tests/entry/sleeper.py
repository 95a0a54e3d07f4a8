"""A program that would run for ever."""

import time

time.sleep(600)
