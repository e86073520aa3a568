// What of an event nobody looks at who files it: neither grouping, nor what an issue and a row say
// of it, nor whose code it is. People do, in the event that is stored.
#pragma once

#include <string_view>

#include "protocol/json_without.h"

namespace picket::domain {

inline constexpr std::string_view kUnreadOfDocument[] = {
    "_meta", "breadcrumbs", "debug_meta", "extra", "measurements", "modules", "spans"};
inline constexpr std::string_view kUnreadOfFrames[] = {"post_context", "pre_context", "vars"};

/// In an event of an SDK much of the text. Everything else is read somewhere.
inline constexpr protocol::Omissions kUnread{kUnreadOfDocument, kUnreadOfFrames};

}  // namespace picket::domain
