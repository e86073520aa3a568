#include "conformance/api/compat_page.h"

#include <string_view>

#include <fmt/format.h>

#include "conformance/api/compat.h"
#include "net/router.h"
#include "protocol/item_type.h"
#include "roles/api/route.h"

namespace picket::conformance {
namespace {

constexpr std::string_view kHead =
    R"(# Compatibility with Sentry

<!-- Generated from tests/conformance/api/compat.cc; its test says how to renew it. -->

What of Sentry's interfaces works, what differs, and what is not there yet. Each line about the read API, and most about ingest,
is checked by `./test conformance`: a difference that is not listed here fails it, and so does one that is gone.

SDKs need no change but their DSN. These are run against the program by `./test e2e`: `@sentry/node` (newest, from npm), `sentry-sdk` for
Python and `sentry-ruby` (both as in Debian 12), and `curl`.
)";

void add_facts(std::string& page, Area area, State state, std::string_view title) {
  page += fmt::format("\n### {}\n\n", title);
  for (const Fact& fact : facts()) {
    if (fact.area != area || fact.state != state || fact.subject.empty()) continue;
    page += fmt::format("- **{}**: {}.\n", fact.subject, fact.reason);
  }
}

void add_item_types(std::string& page) {
  page += "\n### Types of items\n\nKept, or used: ";
  std::string kept;
  std::string others;
  for (std::size_t i = 0; i < static_cast<std::size_t>(protocol::ItemType::unknown); ++i) {
    const auto type = static_cast<protocol::ItemType>(i);
    const protocol::ItemTraits& traits = protocol::traits(type);
    // A client report is read and counted before items are sorted out.
    const bool used = traits.processed || type == protocol::ItemType::client_report;
    std::string& list = used ? kept : others;
    list += fmt::format("{}`{}`", list.empty() ? "" : ", ", traits.name);
  }
  page += fmt::format("{}.\n\nKnown and counted, not kept: {}.\n", kept, others);
  page += "\nTypes that nobody knows are passed over without a count, as in relay.\n";
}

void add_routes(std::string& page) {
  page += "\n### Works\n\n| request | parameters |\n|---|---|\n";
  for (const api::ApiRoute& route : api::api_routes()) {
    std::string parameters;
    for (const std::string_view name : route.parameters)
      parameters += fmt::format("{}`{}`", parameters.empty() ? "" : ", ", name);
    page +=
        fmt::format("| `{} {}` | {} |\n", net::to_string(route.method), route.pattern, parameters);
  }
}

}  // namespace

std::string compat_page() {
  std::string page(kHead);
  page += "\n## Ingest\n";
  add_facts(page, Area::ingest, State::works, "Works");
  add_facts(page, Area::ingest, State::differs, "Differs");
  add_facts(page, Area::ingest, State::missing, "Not there yet");
  add_item_types(page);
  page += "\n## Read API\n";
  add_routes(page);
  add_facts(page, Area::read_api, State::works, "Works, in particular");
  add_facts(page, Area::read_api, State::differs, "Differs");
  add_facts(page, Area::read_api, State::missing, "Not there yet");
  return page;
}

}  // namespace picket::conformance
