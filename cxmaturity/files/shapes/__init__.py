"""What files look like: the types that they are decoded into, and their JSON Schemas."""

import atexit
import gc

# At the interpreter's end the library that reads shapes can free the patterns of some of them twice (msgspec's issue
# 717), which ends in a segmentation fault after all is done. What is frozen is not collected there.
atexit.register(gc.freeze)
