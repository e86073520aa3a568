// Reports that browsers send: policy violations and certificate checks. Source: shared spec
// "grouping", section 9.8.
#include "domain/grouping/csp_uri.h"
#include "domain/grouping/json_read.h"
#include "domain/grouping/strategy.h"

namespace picket::domain::grouping {
namespace {

namespace json = boost::json;

ByVariant by_hostname(const Run& run, std::string_view key, ComponentId id, std::string_view salt) {
  const json::object* const report = object_at(*run.event.json, key);
  if (report == nullptr) return {};
  const Text hostname = text_at(*report, "hostname");
  const std::span<Component> parts = run.arena.make<Component>(2);
  parts[0] = leaf(ComponentId::salt, salt);
  parts[1] =
      hostname ? leaf(ComponentId::hostname, *hostname) : Component{.id = ComponentId::hostname};
  return {.default_ = branch(id, parts)};
}

/// Which keyword forbade a script of the page itself, in its quotes; empty for another violation.
std::string_view local_script_violation(std::string_view effective, std::string_view violated,
                                        std::string_view uri) noexcept {
  if (violated.empty() || effective != "script-src" || uri != kLocalUri) return {};
  for (std::string_view keyword : {"'unsafe-inline'", "'unsafe-eval'"}) {
    if (violated.find(keyword) != std::string_view::npos) return keyword;
  }
  return {};
}

}  // namespace

ByVariant csp_strategy(Run& run) {
  const json::object* const report = object_at(*run.event.json, "csp");
  if (report == nullptr) return {};
  const std::string_view effective =
      text_at(*report, "effective_directive").value_or(std::string_view{});
  const std::string_view violated =
      text_at(*report, "violated_directive").value_or(std::string_view{});
  const std::string_view uri = run.arena.copy(
      normalize_csp_uri(text_at(*report, "blocked_uri").value_or(std::string_view{})));
  const std::string_view keyword = local_script_violation(effective, violated, uri);

  const std::span<Component> parts = run.arena.make<Component>(3);
  parts[0] = leaf(ComponentId::salt, effective);
  parts[1] = Component{.id = ComponentId::violation};
  parts[2] = leaf(ComponentId::uri, uri);
  if (keyword.empty()) {
    parts[1].hint = "not a local script violation";
  } else {
    parts[1] = leaf(ComponentId::violation, keyword);
    parts[2].ignore("violation takes precedence");
  }
  return {.default_ = branch(ComponentId::csp, parts)};
}

ByVariant hpkp_strategy(Run& run) {
  return by_hostname(run, "hpkp", ComponentId::hpkp, "hpkp");
}

ByVariant expect_staple_strategy(Run& run) {
  return by_hostname(run, "expectstaple", ComponentId::expect_staple, "expect-staple");
}

ByVariant expect_ct_strategy(Run& run) {
  return by_hostname(run, "expectct", ComponentId::expect_ct, "expect-ct");
}

}  // namespace picket::domain::grouping
