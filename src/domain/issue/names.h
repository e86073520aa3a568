// Status, substatus and priority as the API, the command line and the search language call them.
// Source: shared spec "issues", section 2, and "api", section 7.2.
#pragma once

#include <optional>
#include <string_view>

#include "domain/issue/record.h"

namespace picket::domain {

/// "unresolved", "ignored", "deletion_in_progress", ...
std::string_view to_string(IssueStatus status) noexcept;
/// "ongoing", "archived_forever", ...; "" for none.
std::string_view to_string(Substatus substatus) noexcept;
std::string_view to_string(Priority priority) noexcept;

/// One of the three that people give an issue: unresolved, resolved, and ignored, which is also
/// called archived.
std::optional<IssueStatus> parse_shown_status(std::string_view name) noexcept;

/// "regressed", "archived_forever", ...
std::optional<Substatus> parse_substatus(std::string_view name) noexcept;
std::optional<Priority> parse_priority(std::string_view name) noexcept;

/// Gone for everybody who asks, although its rows may still be there.
bool is_deleted(IssueStatus status) noexcept;

}  // namespace picket::domain
