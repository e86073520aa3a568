#include "roles/relay/request_stages.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "domain/items/container.h"
#include "domain/project/origin.h"
#include "protocol/client_report.h"
#include "protocol/item_limits.h"
#include "roles/relay/limits.h"
#include "roles/relay/rejections.h"
#include "roles/relay/request_facts.h"
#include "roles/relay/split.h"
#include "roles/relay/store_body.h"

namespace picket::relay {
namespace {

using protocol::ItemType;
using protocol::Outcome;
namespace reason = protocol::reason;

Rejection bad_envelope(protocol::EnvelopeError error) {
  return bad_body("invalid event envelope", std::string(protocol::cause(error)),
                  reason::kInvalidEnvelope);
}

Rejection forbidden(Refused why, std::string_view what, std::string_view outcome_reason) {
  return {why,
          403,
          "event submission rejected with_reason: " + std::string(what),
          {},
          std::string(outcome_reason)};
}

Rejection refused_by(const protocol::AuthFailure& failure) {
  return {Refused::auth,
          protocol::http_status(failure.error),
          protocol::detail(failure),
          std::string(failure.cause),
          {}};
}

Rejection store_too_large() {
  return {Refused::too_large,
          413,
          "length limit exceeded",
          {},
          std::string(reason::kTooLarge) + ":event"};
}

bool is_envelope(const Intake& intake) {
  if (intake.endpoint == Endpoint::envelope) return true;
  const std::string_view type =
      ascii::split_once(intake.request.headers.get("content-type"), ';').head;
  return ascii::iequals(ascii::trim(type), "application/x-sentry-envelope");
}

Result<void, Rejection> split_envelope(Intake& intake) {
  if (intake.content().empty()) {
    return unexpected(bad_body("empty request body", {}, reason::kNoData));
  }
  auto envelope = protocol::parse_envelope(intake.content());
  if (!envelope) return unexpected(bad_envelope(envelope.error()));
  intake.envelope = *std::move(envelope);
  return {};
}

Result<void, Rejection> undo_legacy_encoding(Intake& intake) {
  auto decoded = decode_store_body(intake.content());
  if (decoded) {
    if (*decoded) intake.body = *std::move(*decoded);
    return {};
  }
  switch (decoded.error()) {
    case StoreBodyError::bad_base64:
      return unexpected(
          bad_body("invalid JSON data", "neither JSON nor base64", reason::kInvalidJson));
    case StoreBodyError::bad_zlib:
      return unexpected(
          bad_body("invalid request body", "corrupt zlib stream", reason::kInvalidCompression));
    case StoreBodyError::too_large:
      return unexpected(store_too_large());
  }
  return {};
}

Result<void, Rejection> split_store(Intake& intake) {
  if (intake.endpoint == Endpoint::beacon) intake.body = beacon_payload(intake.request);
  if (intake.content().empty()) {
    return unexpected(bad_body("empty request body", {}, reason::kNoData));
  }
  if (auto decoded = undo_legacy_encoding(intake); !decoded) return decoded;
  const auto event = describe_event(intake.content());
  if (!event) {
    switch (event.error()) {
      case StoredEventError::invalid_json:
        return unexpected(bad_body("invalid JSON data", {}, reason::kInvalidJson));
      case StoredEventError::invalid_event_id:
        return unexpected(bad_body("invalid event id", {}, reason::kInvalidJson));
    }
  }
  intake.event_id() = event->event_id;
  protocol::EnvelopeItem item;
  item.type = event->type;
  item.payload = intake.content();
  intake.envelope.items.push_back(item);
  return {};
}

SplitResult split_body(Intake& intake, const StageContext& context) {
  switch (intake.endpoint) {
    case Endpoint::envelope:
      return split_envelope(intake);
    case Endpoint::store:
    case Endpoint::beacon:
      return is_envelope(intake) ? split_envelope(intake) : split_store(intake);
    case Endpoint::minidump:
      return split_minidump(intake, context);
    case Endpoint::unreal:
      return split_unreal(intake, context);
    case Endpoint::attachments:
      return split_attachments(intake);
    case Endpoint::check_in:
      return split_check_in(intake);
    case Endpoint::security:
      return split_security(intake);
    case Endpoint::nel:
      return split_nel(intake);
  }
  return {};
}

/// What a request whose items nobody knows counts as.
protocol::Category category_of(const Intake& intake) {
  switch (intake.endpoint) {
    case Endpoint::envelope:
      return protocol::Category::unknown;
    case Endpoint::store:
    case Endpoint::beacon:
      return is_envelope(intake) ? protocol::Category::unknown : protocol::Category::error;
    case Endpoint::minidump:
    case Endpoint::unreal:
    case Endpoint::nel:
      return protocol::Category::error;
    case Endpoint::security:
      return protocol::Category::security;
    case Endpoint::attachments:
      return protocol::Category::attachment_item;
    case Endpoint::check_in:
      return protocol::Category::monitor;
  }
  return protocol::Category::unknown;
}

/// Types of which an event can have one.
constexpr std::array kSingular = {ItemType::event,    ItemType::transaction,
                                  ItemType::security, ItemType::form_data,
                                  ItemType::feedback, ItemType::unreal_report};

/// Raw security reports become events of their own each, replays are a group of their own.
bool belongs_to_event(const protocol::EnvelopeItem& item) {
  return protocol::traits(item.type).requires_event && item.type != ItemType::raw_security &&
         item.type != ItemType::replay_event;
}

/// Of containers there is one per type: the others go.
bool is_container(const protocol::EnvelopeItem& item) {
  return item.item_count > 0 && !domain::items::container_content_type(item.type).empty();
}

/// Why an item of a type that this version does not process goes.
std::string_view unsupported_reason(const protocol::EnvelopeItem& item) {
  if (item.type != ItemType::log && item.type != ItemType::trace_metric) {
    return reason::kFeatureDisabled;
  }
  if (domain::items::names_container(item.header, item.type) &&
      domain::items::check_container(item.payload, item.item_count)) {
    return reason::kFeatureDisabled;
  }
  return item.type == ItemType::log ? reason::kInvalidLog : reason::kInvalidJson;
}

/// Drops the items that `gone` says, in place.
template <class Gone>
void drop_items(Intake& intake, std::string_view why, Gone gone) {
  const auto last = std::stable_partition(intake.items.begin(), intake.items.end(),
                                          [&](const Item& item) { return !gone(item.content); });
  for (auto item = last; item != intake.items.end(); ++item) {
    item->guard.drop(Outcome::invalid, why);
  }
  intake.items.erase(last, intake.items.end());
}

bool is_believable(const protocol::ClientReport& report, const Intake& intake) {
  if (!report.timestamp) return true;
  Timestamp when = *report.timestamp;
  if (intake.envelope.header.sent_at) {
    const Duration drift = intake.received - *intake.envelope.header.sent_at;
    if (std::chrono::abs(drift) >= kLeastClockDrift) when += drift;
  }
  return when >= intake.received - kOldestReport && when <= intake.received + kMostInFuture;
}

}  // namespace

StageResult read_credentials(Intake& intake, const StageContext&) {
  auto found = protocol::authenticate(auth_candidates(intake.request));
  if (!found && found.error().error == protocol::AuthError::missing &&
      intake.endpoint == Endpoint::envelope) {
    const auto header = protocol::parse_envelope_header(intake.request.body);
    if (!header) {
      return unexpected(refused_by({protocol::AuthError::bad_envelope_header, 0, {}}));
    }
    found = protocol::authenticate_by_envelope(header->dsn);
  }
  if (!found) return unexpected(refused_by(found.error()));
  intake.credentials = *std::move(found);
  return Flow::go_on;
}

StageResult split_items(Intake& intake, const StageContext& context) {
  if (auto split = split_body(intake, context); !split) return unexpected(std::move(split.error()));
  const auto& items = intake.envelope.items;
  const bool needs_id = std::any_of(items.begin(), items.end(), [](const auto& item) {
    return protocol::traits(item.type).requires_event;
  });
  if (needs_id && !intake.event_id()) intake.event_id() = EventId::random();
  return Flow::go_on;
}

StageResult drop_unknown_items(Intake& intake, const StageContext&) {
  auto& items = intake.envelope.items;
  std::erase_if(items, [](const auto& item) { return item.type == ItemType::unknown; });
  return items.empty() ? Flow::finished : Flow::go_on;
}

StageResult find_project(Intake& intake, const StageContext& context) {
  intake.projects = context.projects.current();
  const auto match = intake.projects ? intake.projects->find_key(intake.credentials->public_key)
                                     : domain::ProjectSnapshot::KeyMatch{};
  if (match.project == nullptr) {
    if (!intake.projects_are_new) return Flow::wait_for_projects;
    return unexpected(forbidden(Refused::project, "ProjectId", {}));
  }
  intake.project = match.project;
  intake.key = match.key;
  intake.scope = {match.project->org, match.project->project, match.key->id,
                  protocol::minute_of(intake.received)};
  intake.items.reserve(intake.envelope.items.size());
  for (const protocol::EnvelopeItem& item : intake.envelope.items) {
    intake.items.push_back(
        {item, ItemGuard(context.ledger, intake.scope, protocol::quantities(item))});
  }
  return Flow::go_on;
}

StageResult check_project(Intake& intake, const StageContext&) {
  const auto asked = path_project(intake.request);
  if (!asked) return unexpected(bad_body("bad project path parameter", {}, reason::kProjectId));
  const bool other = *asked && **asked != intake.project->project;
  if (other || !intake.project->active || !intake.key->active) {
    return unexpected(forbidden(Refused::project, "ProjectId", reason::kProjectId));
  }
  return Flow::go_on;
}

StageResult check_envelope_header(Intake& intake, const StageContext&) {
  const auto error =
      protocol::check_request(intake.envelope.header, intake.project->project,
                              intake.credentials->public_key, request_origin(intake.request));
  if (error) return unexpected(bad_envelope(*error));
  return Flow::go_on;
}

StageResult check_origin(Intake& intake, const StageContext&) {
  const auto origin = domain::parse_origin(request_origin(intake.request));
  if (!origin || domain::is_allowed(intake.project->allowed_domains, *origin)) return Flow::go_on;
  return unexpected(forbidden(Refused::origin, "Cors", reason::kCors));
}

StageResult check_sizes(Intake& intake, const StageContext&) {
  std::vector<protocol::EnvelopeItem> left;  // Limits may have dropped some.
  left.reserve(intake.items.size());
  for (const Item& item : intake.items) left.push_back(item.content);
  const auto oversized = protocol::find_oversized(left);
  if (!oversized) return Flow::go_on;
  return unexpected(Rejection{Refused::too_large,
                              413,
                              protocol::too_large_detail(*oversized),
                              {},
                              protocol::too_large_reason(*oversized)});
}

StageResult take_client_reports(Intake& intake, const StageContext& context) {
  for (Item& item : intake.items) {
    if (item.content.type != ItemType::client_report) continue;
    item.guard.hand_over();  // Counts as nothing itself.
    const auto report = protocol::parse_client_report(item.content.payload);
    if (!report || !is_believable(*report, intake)) continue;
    for (const protocol::DiscardedItems& discarded : report->discarded) {
      context.ledger.add_discard(intake.scope, discarded.category, discarded.reason,
                                 discarded.quantity);
    }
  }
  std::erase_if(intake.items,
                [](const Item& item) { return item.content.type == ItemType::client_report; });
  return Flow::go_on;
}

StageResult drop_duplicates(Intake& intake, const StageContext&) {
  const bool twice = std::any_of(kSingular.begin(), kSingular.end(), [&](ItemType type) {
    return std::count_if(intake.items.begin(), intake.items.end(),
                         [type](const Item& item) { return item.content.type == type; }) > 1;
  });
  if (twice) drop_items(intake, reason::kDuplicateItem, belongs_to_event);
  std::array<bool, static_cast<std::size_t>(ItemType::unknown)> seen{};
  drop_items(intake, reason::kDuplicateItem, [&](const protocol::EnvelopeItem& item) {
    return is_container(item) && std::exchange(seen[static_cast<std::size_t>(item.type)], true);
  });
  return Flow::go_on;
}

StageResult drop_unsupported_items(Intake& intake, const StageContext& context) {
  for (Item& item : intake.items) {
    if (protocol::traits(item.content.type).processed) continue;
    item.guard.drop(Outcome::invalid, unsupported_reason(item.content));
  }
  std::erase_if(intake.items, [](const Item& item) { return !item.guard.open(); });
  intake.client_ip = net::client_address(intake.request, context.proxies);
  return Flow::go_on;
}

void count_rejection(Intake& intake, const Rejection& rejection, const StageContext& context) {
  if (!intake.items.empty()) {
    for (Item& item : intake.items) {
      if (item.guard.open()) item.guard.drop(Outcome::invalid, rejection.reason);
    }
    return;
  }
  if (rejection.reason.empty() || !intake.credentials) return;
  const Projects projects = context.projects.current();
  if (!projects) return;
  const auto match = projects->find_key(intake.credentials->public_key);
  if (match.project == nullptr) return;
  context.ledger.add({match.project->org, match.project->project, match.key->id,
                      protocol::minute_of(intake.received)},
                     category_of(intake), Outcome::invalid, rejection.reason, 1);
}

}  // namespace picket::relay
