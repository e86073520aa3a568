// Ownership rules and CODEOWNERS files, met by an event whose paths come from the same bytes.
// Input: the rules, then behind a NUL what stands for every text of the event.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/assert.h"
#include "domain/ownership/codeowners.h"
#include "domain/ownership/ownership.h"

namespace {

namespace json = boost::json;
namespace ownership = picket::domain::ownership;

json::object event_of(std::string_view text) {
  const json::object frame{{"filename", text}, {"abs_path", text}, {"module", text}};
  return {{"request", {{"url", text}}},
          {"tags", json::array{json::array{"t", text}}},
          {"stacktrace", {{"frames", json::array{frame}}}}};
}

void meet(std::vector<ownership::Rule> rules, const json::object& event) {
  const std::size_t count = rules.size();
  const ownership::Ownership compiled(std::move(rules));
  const auto found = compiled.matching(ownership::EventFacts(event));
  PICKET_ASSERT(found.size() <= count);
  const ownership::Rule* const decides = ownership::deciding(found);
  const auto suggested = ownership::suggested(found);
  PICKET_ASSERT((decides == nullptr) == suggested.empty());
  if (decides != nullptr) PICKET_ASSERT(suggested.front() == decides->owners.front());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  const std::size_t end = bytes.find('\0');
  const std::string_view text = std::string_view(bytes).substr(0, end);
  const std::string_view rest =
      end == std::string::npos ? std::string_view() : std::string_view(bytes).substr(end + 1);
  const json::object event = event_of(rest);
  if (auto rules = ownership::parse_rules(text)) {
    meet(*std::move(rules), event);
  } else {
    PICKET_ASSERT(rules.error().line > 0 && rules.error().column > 0);
    PICKET_ASSERT(rules.error().what.ends_with('.'));
  }
  meet(ownership::read_codeowners(text).rules, event);
  return 0;
}
