// Crashpad's annotations: what a program said about itself, in the dump of its crash.
// Source: shared spec "ingest", section 1.10; the layout is that of Crashpad's
// minidump_extensions.h (MinidumpCrashpadInfo).
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/units.h"
#include "domain/items/dump_bytes.h"

namespace picket::domain::items {

/// Of the whole dump, and of the bytes of each text.
inline constexpr std::size_t kMaxAnnotations = 500;
inline constexpr std::size_t kMaxAnnotationBytes = 64_KiB;
/// Of all texts of a dump together: what an event may have. A dump may name one text many times.
inline constexpr std::size_t kMaxAllAnnotationBytes = 1_MiB;
/// Entries of all lists that are looked at, whether they are any good: lists may lie on each other.
inline constexpr std::size_t kMaxAnnotationEntries = 20'000;

using Annotations = std::vector<std::pair<std::string, std::string>>;

/// What one module, a library or the program itself, said.
struct ModuleAnnotations {
  std::string module;             ///< The last part of its path.
  Annotations named;              ///< Simple ones, then objects, which are newer.
  std::vector<std::string> list;  ///< Without names.
};

struct CrashpadInfo {
  Annotations simple;  ///< Of the process.
  std::vector<ModuleAnnotations> modules;
};

/// `info` is where Crashpad's stream is, `modules` where the stream of modules is. What is not all
/// there, or refers to nothing, is left out; so are annotations of other types than text.
struct DumpStream {
  std::size_t offset = 0;
  std::size_t size = 0;
};
CrashpadInfo read_crashpad(const DumpBytes& dump, DumpStream info, DumpStream modules);

}  // namespace picket::domain::items
