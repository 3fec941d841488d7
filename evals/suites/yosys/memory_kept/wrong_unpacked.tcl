memory -nomap
memory_unpack
