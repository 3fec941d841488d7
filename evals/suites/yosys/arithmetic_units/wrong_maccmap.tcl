maccmap -unmap
