"""How well reports are read: records compared with annotations by the conventions of the field's shared tasks."""
