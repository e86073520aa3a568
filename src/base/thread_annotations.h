// Names for Clang's thread-safety attributes; nothing under other compilers.
// Source: clang.llvm.org/docs/ThreadSafetyAnalysis.html
#pragma once

#if defined(__clang__)
#define PICKET_THREAD_ANNOTATION(x) __attribute__((x))
#else
#define PICKET_THREAD_ANNOTATION(x)
#endif

#define PICKET_CAPABILITY(x) PICKET_THREAD_ANNOTATION(capability(x))
#define PICKET_SCOPED_CAPABILITY PICKET_THREAD_ANNOTATION(scoped_lockable)
#define PICKET_GUARDED_BY(x) PICKET_THREAD_ANNOTATION(guarded_by(x))
#define PICKET_PT_GUARDED_BY(x) PICKET_THREAD_ANNOTATION(pt_guarded_by(x))
#define PICKET_REQUIRES(...) PICKET_THREAD_ANNOTATION(requires_capability(__VA_ARGS__))
#define PICKET_EXCLUDES(...) PICKET_THREAD_ANNOTATION(locks_excluded(__VA_ARGS__))
#define PICKET_ACQUIRE(...) PICKET_THREAD_ANNOTATION(acquire_capability(__VA_ARGS__))
#define PICKET_RELEASE(...) PICKET_THREAD_ANNOTATION(release_capability(__VA_ARGS__))
#define PICKET_NO_THREAD_SAFETY_ANALYSIS PICKET_THREAD_ANNOTATION(no_thread_safety_analysis)
