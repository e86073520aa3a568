// `picket outcomes`: the ledger. received = accepted + filtered + rate_limited + invalid + abuse +
// pending (architecture, promise 2).
#include "ports/outcomes.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/admin/arguments.h"
#include "app/admin/command.h"
#include "app/admin/projects.h"
#include "protocol/topics.h"
#include "roles/consumer/describe_groups.h"

namespace picket::app {
namespace {

namespace json = boost::json;
using protocol::Category;
using protocol::Outcome;

constexpr std::int64_t kMaxHours = 24 * 3650;
/// A batch takes effect every 200 ms or so, a look takes a few.
constexpr int kLedgerLooks = 20;

/// Quantities of others are bytes or times and do not add up with items.
bool counts_items(Category category) {
  switch (category) {
    case Category::attachment:
    case Category::log_byte:
    case Category::trace_metric_byte:
    case Category::metric_second:
    case Category::profile_duration:
    case Category::profile_duration_ui:
      return false;
    default:
      return true;
  }
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
    case Outcome::pending:
      return false;
  }
  return false;
}

/// Where the consumer of events is. Two that are equal enclose a moment in which no batch took
/// effect.
struct Pending {
  std::int64_t events = 0;
  std::vector<ports::Offset> applied;
};

Result<Pending> read_pending(AdminContext& context) {
  const auto groups = consumer::describe_groups(context.stores, context.clock.now());
  if (!groups) return unexpected(groups.error());
  Pending pending;
  for (const consumer::GroupPartition& at : *groups) {
    if (at.of.topic != protocol::kTopicIngestEvents) continue;
    pending.events += at.pending;
    pending.applied.push_back(at.applied);
  }
  return pending;
}

/// The ledger as one view of meta_db, with the projects that it names.
struct Ledger {
  std::int64_t pending = 0;
  ProjectList projects;
  std::vector<protocol::OutcomeCount> counts;
};

Result<Ledger> read_ledger(AdminContext& context, const std::optional<std::string>& project,
                           std::optional<std::int64_t> hours) {
  auto tx = context.stores.meta.begin_read();
  if (!tx) return unexpected(tx.error());
  auto projects = ProjectList::read(**tx);
  if (!projects) return unexpected(projects.error());
  auto selected = projects->select(project);
  if (!selected) return unexpected(selected.error());
  ports::OutcomeQuery query;
  query.projects = *std::move(selected);
  if (hours) query.start = context.clock.now() - std::chrono::hours(*hours);
  auto counts = (*tx)->outcomes().sum(query);
  if (!counts) return unexpected(counts.error());
  return Ledger{0, *std::move(projects), *std::move(counts)};
}

/// A batch that takes effect between two reads would count twice or not at all, so they are
/// repeated; a server that is never still gets the last one.
Result<Ledger> read_settled_ledger(AdminContext& context, const std::optional<std::string>& project,
                                   std::optional<std::int64_t> hours) {
  auto before = read_pending(context);
  for (int look = 0; before; ++look) {
    auto ledger = read_ledger(context, project, hours);
    if (!ledger) return ledger;
    auto after = read_pending(context);
    if (!after) return unexpected(after.error());
    ledger->pending = after->events;
    if (after->applied == before->applied || look == kLedgerLooks) return ledger;
    before = std::move(after);
  }
  return unexpected(before.error());
}

}  // namespace

/// {project, hours}: {outcomes: [{project, category, outcome, reason, quantity}], pending,
/// received}. `pending` are the events of all projects that the consumer has not applied yet,
/// `received` the items of the rows that reached the relay plus pending (left out when the question
/// is narrower than everything).
CommandResult run_outcomes(const json::object& arguments, AdminContext& context) {
  Arguments in(arguments);
  const auto project = in.text("project");
  const auto hours = in.number("hours", 1, kMaxHours);
  if (auto done = in.finish(); !done) return unexpected(done.error());

  const auto ledger = read_settled_ledger(context, project, hours);
  if (!ledger) return unexpected(ledger.error());
  json::array rows;
  std::int64_t received = ledger->pending;
  for (const protocol::OutcomeCount& count : ledger->counts) {
    if (counts_items(count.category) && counts_as_received(count.outcome))
      received += count.quantity;
    rows.push_back({{"project", ledger->projects.slug_of(count.project)},
                    {"category", protocol::to_string(count.category)},
                    {"outcome", protocol::to_string(count.outcome)},
                    {"reason", count.reason},
                    {"quantity", count.quantity}});
  }
  json::object result{{"outcomes", rows}, {"pending", ledger->pending}};
  result["received"] = project || hours ? json::value(nullptr) : json::value(received);
  return result;
}

}  // namespace picket::app
