// CrashContext.runtime-xml: what Unreal Engine wrote about a crash, as names and values.
// Source: shared spec "ingest", section 1.11; the elements are those of the engine's
// FGenericCrashContext.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/units.h"

namespace picket::domain::items {

/// Properties of one section that are kept; the engine writes about 150.
inline constexpr std::size_t kMaxUnrealProperties = 1000;
/// With the call stacks of all threads a context has some hundred KiB. Larger ones are not read.
inline constexpr std::size_t kMaxCrashContextBytes = 8_MiB;

/// Name and value, in their order; no value is empty.
using UnrealProperties = std::vector<std::pair<std::string, std::string>>;

struct CrashContext {
  UnrealProperties runtime;
  UnrealProperties engine;
  UnrealProperties game;
};

/// Elements directly below `<RuntimeProperties>`, `<EngineData>` and `<GameData>`; of elements that
/// hold others the text before them. In UTF-8, or in UTF-16 with a byte order mark, as the engine
/// writes it where a name is not ASCII. What is cut off, or no XML, is read as far as it goes.
CrashContext read_crash_context(std::string_view xml);

/// The value of that name, or empty.
std::string_view find_property(const UnrealProperties& properties, std::string_view name) noexcept;

}  // namespace picket::domain::items
