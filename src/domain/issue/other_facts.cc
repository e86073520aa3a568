#include "domain/issue/other_facts.h"

#include <string_view>

#include "base/unicode.h"
#include "domain/issue/crash_site.h"
#include "protocol/json.h"

namespace picket::domain {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxTitle = 256;  // Characters.
constexpr std::size_t kMaxText = 1024;

std::string_view first_line(std::string_view text) noexcept {
  return text.substr(0, text.find_first_of("\r\n"));
}

std::string_view member_of(const json::object& event, std::string_view object,
                           std::string_view key) noexcept {
  const json::object* const found = protocol::find_object(event, object);
  return found != nullptr ? protocol::find_string(*found, key) : std::string_view();
}

void set(json::object& metadata, std::string_view key, std::string_view text) {
  if (!text.empty()) metadata[key] = truncate(text, kMaxText);
}

/// Reports have their message from the relay.
OtherFacts report(const json::object& event) {
  OtherFacts facts;
  const std::string_view message = unicode::strip(member_of(event, "logentry", "formatted"));
  facts.title = message.empty() ? "<unlabeled event>" : truncate(first_line(message), kMaxTitle);
  set(facts.metadata, "message", message);
  return facts;
}

OtherFacts csp(const json::object& event) {
  OtherFacts facts = report(event);
  const std::string_view blocked = member_of(event, "csp", "blocked_uri");
  const bool local = blocked.empty() || blocked == "self" || blocked == "'self'";
  set(facts.metadata, "uri", local ? "'self'" : blocked);
  set(facts.metadata, "directive", member_of(event, "csp", "effective_directive"));
  return facts;
}

OtherFacts transaction(const json::object& event) {
  OtherFacts facts;
  const std::string_view name = protocol::find_string(event, "transaction");
  facts.title = name.empty() ? "<unlabeled transaction>" : truncate(name, kMaxTitle);
  facts.metadata["title"] = facts.title;
  facts.metadata["location"] = facts.title;
  return facts;
}

OtherFacts feedback(const json::object& event) {
  OtherFacts facts;
  const json::object* const contexts = protocol::find_object(event, "contexts");
  const json::object* const said =
      contexts != nullptr ? protocol::find_object(*contexts, "feedback") : nullptr;
  facts.title = "User Feedback";
  if (said != nullptr) {
    const std::string_view message = unicode::strip(protocol::find_string(*said, "message"));
    if (!message.empty()) {
      facts.title += ": ";
      facts.title += truncate(first_line(message), kMaxTitle);
    }
    set(facts.metadata, "message", message);
    for (const char* const key : {"contact_email", "name", "source"}) {
      set(facts.metadata, key, protocol::find_string(*said, key));
    }
  }
  facts.metadata["title"] = facts.title;
  return facts;
}

}  // namespace

std::optional<OtherFacts> other_facts(const json::object& event) {
  const std::string_view type = protocol::find_string(event, "type");
  if (type == "csp") return csp(event);
  if (type == "transaction") return transaction(event);
  if (type == "feedback") return feedback(event);
  for (const std::string_view kind : {"hpkp", "expectct", "expectstaple"}) {
    if (type != kind) continue;
    OtherFacts facts = report(event);
    set(facts.metadata, "origin", member_of(event, kind, "hostname"));
    return facts;
  }
  if (type == "nel") {
    OtherFacts facts = report(event);
    set(facts.metadata, "uri", member_of(event, "request", "url"));
    return facts;
  }
  return std::nullopt;
}

}  // namespace picket::domain
