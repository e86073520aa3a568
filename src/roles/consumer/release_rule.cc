#include "roles/consumer/release_rule.h"

#include <string_view>

#include "domain/release/resolution.h"
#include "domain/release/version.h"

namespace picket::consumer {
namespace {

namespace release = domain::release;

/// Of a release that nothing is known of: later than those that something is known of.
constexpr Timestamp kUnknown = Timestamp::max();

release::Resolution in_its_terms(const domain::Resolution& resolution) {
  release::Resolution terms;
  if (resolution.kind == domain::ResolutionKind::in_next_release)
    terms.type = release::ResolutionType::in_next_release;
  terms.release.name = resolution.release;
  terms.current_release = resolution.current_version;
  terms.current_added = Timestamp();
  return terms;
}

}  // namespace

Result<domain::ReleaseRule> release_rule(const domain::Resolution& resolution) {
  const release::Resolution terms = in_its_terms(resolution);
  domain::ReleaseRule rule;
  rule.follows_versions = release::parse_version(resolution.release).has_value();
  rule.covers = [terms](std::string_view name) {
    std::optional<release::Placed> event;
    if (!name.empty()) event = release::Placed{name, kUnknown, {}};
    return release::covers(terms, event, true);
  };
  return rule;
}

}  // namespace picket::consumer
