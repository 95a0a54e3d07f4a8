"""How every form looks: ``{{ form }}`` and ``{{ field.as_field_group }}`` in the house style."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
