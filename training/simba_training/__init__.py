"""Trains the models that simba-stream ships: see the README beside this package."""
