// `picket outcomes`: the ledger. received = accepted + filtered + rate_limited + invalid + abuse +
// pending (architecture, promise 2).
#include <chrono>
#include <utility>

#include "app/admin/arguments.h"
#include "app/admin/command.h"
#include "app/admin/lag.h"
#include "app/admin/projects.h"
#include "protocol/topics.h"

namespace picket::app {
namespace {

namespace json = boost::json;
using protocol::Category;
using protocol::Outcome;

constexpr std::int64_t kMaxHours = 24 * 3650;

/// Quantities of these are bytes or milliseconds and do not add up with items.
bool counts_items(Category category) {
  return category != Category::attachment && category != Category::log_byte &&
         category != Category::profile_duration;
}

/// Whether the item reached the relay: an SDK's own discards did not, and what was lost has been
/// counted as pending before.
bool counts_as_received(Outcome outcome) {
  switch (outcome) {
    case Outcome::accepted:
    case Outcome::filtered:
    case Outcome::rate_limited:
    case Outcome::invalid:
    case Outcome::abuse:
    case Outcome::cardinality_limited:
      return true;
    case Outcome::client_discard:
    case Outcome::lost:
      return false;
  }
  return false;
}

Result<std::int64_t> pending_events(ports::MetaTx& tx, AdminContext& context) {
  const auto lags =
      read_lag(tx, context.stores.log, protocol::kGroupIngestConsumer, context.clock.now());
  if (!lags) return unexpected(lags.error());
  std::int64_t pending = 0;
  for (const PartitionLag& lag : *lags) {
    if (lag.of.topic == protocol::kTopicIngestEvents) pending += lag.pending;
  }
  return pending;
}

}  // namespace

/// {project, hours}: {rows: [{project, category, outcome, reason, quantity}], pending, received}.
/// `pending` are the events of all projects that the consumer has not applied yet, `received` the
/// items of the rows that reached the relay plus pending (left out when the question is narrower
/// than everything).
CommandResult run_outcomes(const json::object& arguments, AdminContext& context) {
  Arguments in(arguments);
  const auto project = in.text("project");
  const auto hours = in.number("hours", 1, kMaxHours);
  if (auto done = in.finish(); !done) return unexpected(done.error());

  auto tx = context.stores.meta.begin_read();
  if (!tx) return unexpected(tx.error());
  const auto pending = pending_events(**tx, context);
  if (!pending) return unexpected(pending.error());
  const auto projects = ProjectList::read(**tx);
  if (!projects) return unexpected(projects.error());
  auto selected = projects->select(project);
  if (!selected) return unexpected(selected.error());
  ports::OutcomeQuery query;
  query.projects = *std::move(selected);
  if (hours) query.start = context.clock.now() - std::chrono::hours(*hours);
  const auto counts = (*tx)->outcomes().sum(query);
  if (!counts) return unexpected(counts.error());

  json::array rows;
  std::int64_t received = *pending;
  for (const protocol::OutcomeCount& count : *counts) {
    if (counts_items(count.category) && counts_as_received(count.outcome))
      received += count.quantity;
    rows.push_back({{"project", projects->slug_of(count.project)},
                    {"category", protocol::to_string(count.category)},
                    {"outcome", protocol::to_string(count.outcome)},
                    {"reason", count.reason},
                    {"quantity", count.quantity}});
  }
  json::object result{{"rows", rows}, {"pending", *pending}};
  result["received"] = project || hours ? json::value(nullptr) : json::value(received);
  return result;
}

}  // namespace picket::app
