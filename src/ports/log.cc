#include "ports/log.h"

#include <algorithm>
#include <future>
#include <utility>

namespace picket::ports {
namespace {

constexpr std::size_t kMaxGroupName = 128;
constexpr std::size_t kMaxMetadata = 4096;

bool is_name_char(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == '-';
}

}  // namespace

Result<void> check_commit(std::string_view group, const CommittedOffset& offset) {
  const auto refuse = [](std::string_view code) {
    return unexpected(Error{ErrorKind::invalid_argument, code, {}});
  };
  if (group.empty() || group.size() > kMaxGroupName ||
      !std::all_of(group.begin(), group.end(), is_name_char)) {
    return refuse("bad_group_name");
  }
  if (offset.next < 0) return refuse("negative_offset");
  if (offset.metadata.size() > kMaxMetadata) return refuse("metadata_too_large");
  return {};
}

Result<Offset> append_and_wait(Log& log, const TopicPartition& to, std::string value) {
  std::promise<Result<Offset>> promise;
  std::future<Result<Offset>> appended = promise.get_future();
  log.append(to, std::move(value),
             [&promise](Result<Offset> result) { promise.set_value(std::move(result)); });
  return appended.get();
}

}  // namespace picket::ports
