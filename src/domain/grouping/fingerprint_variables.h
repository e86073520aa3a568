// What `{{ name }}` in a fingerprint stands for. Source: shared spec "grouping", section 11.
#pragma once

#include <string>
#include <string_view>

#include "domain/grouping/strategy.h"

namespace picket::domain::grouping {

/// The name in `{{ name }}` when the whole entry is that; nullopt for text.
Text variable_name(std::string_view entry) noexcept;

/// `entry` is the whole entry as sent. Never empty where the event lacks the value: a placeholder
/// says what is missing.
std::string_view resolve_variable(std::string_view name, std::string_view entry, const Run& run);

/// A text that is one of the event's messages (of its log entry, of any exception) with
/// placeholders; others as they are.
std::string_view parameterize_message(std::string_view entry, const Run& run);

/// A text with each `{{ name }}` in it resolved.
std::string expand_variables(std::string_view text, const Run& run);

}  // namespace picket::domain::grouping
