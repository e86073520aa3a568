// How the allocator of the program is set up, read by jemalloc at its start. Debian's jemalloc
// takes the place of malloc() by being linked.

/// Two arenas for each core would keep what a burst took in all of them. What is free goes back to
/// the system within two seconds, since a server at rest should be small.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "narenas:4,dirty_decay_ms:2000,muzzy_decay_ms:0";
}
