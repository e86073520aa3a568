// Names of Java loggers: the end of one says more than its start. Source: shared spec "ingest",
// section 3.11.
#include <string>
#include <string_view>
#include <utility>

#include "base/utf8.h"
#include "domain/normalize/scalar.h"
#include "domain/normalize/steps.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxLogger = 64;  // Characters, with the star.

/// The longest end that has room behind a star; a word that was cut goes as a whole, unless it is
/// the last one.
std::string_view end_of(std::string_view name, std::size_t length) noexcept {
  const std::size_t removed = utf8_prefix(name, length - kMaxLogger + 1).size();
  const std::string_view end = name.substr(removed);
  if (name[removed - 1] == '.') return end;
  const std::size_t dot = end.find('.');
  return dot != std::string_view::npos ? end.substr(dot) : end;
}

}  // namespace

StepResult shorten_logger(Work& work) {
  if (protocol::find_string(work.event, "platform") != "java") return {};
  const std::string sent(protocol::find_string(work.event, "logger"));
  const std::string_view name = trim_space(sent);
  const std::size_t length = utf8_length(name);
  if (name.size() == sent.size() && length <= kMaxLogger) return {};
  const Path root;
  const Path path(root, "logger");
  json::value& logger = work.event["logger"];
  if (length > kMaxLogger) {
    const std::string_view end = end_of(name, length);
    work.meta.remark(path, "@logger:replace", "s",
                     std::pair(std::size_t{0}, length - utf8_length(end)));
    logger = "*" + std::string(end);
  } else if (name.empty()) {
    work.meta.remark(path, "@logger:remove", "x", std::pair(std::size_t{0}, utf8_length(sent)));
    logger = "";
  } else {
    work.meta.remark(path, "@logger:trim", "s", std::nullopt);
    logger = name;
  }
  work.meta.original_length(path, utf8_length(sent));
  return {};
}

}  // namespace picket::domain::normalize
