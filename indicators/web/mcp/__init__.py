"""The dataset for assistants, by the Model Context Protocol: on standard input and output, or at /mcp of a server.

`tools` answers from a catalogue and `answers` says of what shape, without a library of the protocol; `protocol` hands
them to the official SDK (the extra `agents`), which takes a second to import: only `endpoint`, which waits until
somebody asks, and the command import it.
"""
