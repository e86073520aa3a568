// Short lists of words in one column, joined by line feeds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace picket::adapters::meta {

/// invalid_argument / "bad_list_entry" for an entry that is empty or has a line feed.
Result<std::string> join_text_list(const std::vector<std::string>& entries);
std::vector<std::string> split_text_list(std::string_view joined);

}  // namespace picket::adapters::meta
