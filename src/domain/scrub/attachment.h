// Files that belong to an event. Only rules that people wrote look at them, and none does by
// itself: selectors name them, `$attachments.'name.txt'`, `$minidump.$stack_memory`. Source: shared
// spec "ingest", section 4.6 (engine, 12).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "domain/scrub/compiled.h"

namespace picket::domain::scrub {

/// Whether some rule looks at the bytes of a file of that name, or into it as a minidump: else it
/// need not be copied.
bool may_change_bytes(std::string_view name, const CompiledRules& rules);
/// A file of any kind, in place and of the same length. True when it changed.
bool scrub_attachment(std::span<char> bytes, std::string_view name, const CompiledRules& rules);
/// Memory, paths of modules, environment; likewise. Bytes that are no minidump stay.
bool scrub_minidump(std::span<char> dump, std::string_view name, const CompiledRules& rules);
/// A view hierarchy, or any other JSON: by its keys and values. nullopt when nothing changed, or it
/// is no JSON: scrub it as a file then.
std::optional<std::string> scrub_json_attachment(std::string_view text, std::string_view name,
                                                 const CompiledRules& rules);

}  // namespace picket::domain::scrub
