#include "adapters/meta_sql/text_list.h"

#include "base/ascii.h"

namespace picket::adapters::meta {

Result<std::string> join_text_list(const std::vector<std::string>& entries) {
  std::string joined;
  for (const std::string& entry : entries) {
    if (entry.empty() || entry.find('\n') != std::string::npos) {
      return unexpected(Error{ErrorKind::invalid_argument, "bad_list_entry", entry});
    }
    if (!joined.empty()) joined += '\n';
    joined += entry;
  }
  return joined;
}

std::vector<std::string> split_text_list(std::string_view joined) {
  std::vector<std::string> entries;
  while (!joined.empty()) {
    const ascii::Split entry = ascii::split_once(joined, '\n');
    entries.emplace_back(entry.head);
    joined = entry.tail;
  }
  return entries;
}

}  // namespace picket::adapters::meta
