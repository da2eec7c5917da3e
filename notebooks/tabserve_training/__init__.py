"""Trains the models that this repository commits; `tabserve`, in python/, publishes them."""
