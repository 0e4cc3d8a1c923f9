"""Foreign files in, banks out: one file format a module."""
