// User agents of crawlers, previews and monitors.
// Source: shared spec "ingest", section 4.5 (relay's list), and the names that relay has added
// since (docs/decisions/0032).
#pragma once

#include <string_view>

namespace picket::domain::filter {

/// False for those that people want to hear of, though they look like one.
bool is_web_crawler(std::string_view user_agent);

}  // namespace picket::domain::filter
