"""Pages as data: what each says of a catalogue and the choices in its address, for whoever shows it."""
