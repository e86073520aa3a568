#include "roles/relay/quota_stages.h"

#include <cstddef>
#include <span>
#include <vector>

#include "domain/quota/enforcement.h"
#include "protocol/rate_limits.h"
#include "roles/relay/quotas.h"

namespace picket::relay {
namespace {

using domain::Fate;
using protocol::Category;

domain::Scoping scoping_of(const Scope& scope) noexcept {
  return {scope.org, scope.project, scope.key};
}

domain::QuotaItem quota_item(const Item& item) {
  return {item.content.type, item.content.attachment_type, item.guard.quantities()};
}

std::vector<domain::QuotaItem> quota_items(const std::vector<Item>& items) {
  std::vector<domain::QuotaItem> asked;
  asked.reserve(items.size() + 1);
  for (const Item& item : items) asked.push_back(quota_item(item));
  return asked;
}

protocol::RateLimit rate_limit_of(const domain::Refusal& refusal) {
  return {refusal.quota->categories,
          refusal.quota->scope,
          refusal.retry_after,
          refusal.quota->reason,
          {}};
}

void refuse(Item& item, const domain::Quota& by, Telemetry& telemetry) {
  telemetry.limited();
  item.guard.drop(domain::outcome_of(by), by.reason);
}

/// The transaction stays, and counts as no span any more.
void refuse_spans(Item& transaction, const domain::Quota& by, Telemetry& telemetry) {
  telemetry.limited();
  transaction.without_spans = true;
  const protocol::Quantities counts = transaction.guard.quantities();
  for (const Category category : {Category::span, Category::span_indexed}) {
    transaction.guard.drop_some({category, counts.of(category)}, domain::outcome_of(by), by.reason);
  }
}

void take_out_refused(std::vector<Item>& items) {
  std::erase_if(items, [](const Item& item) { return !item.guard.open(); });
}

/// Accounts for the items that are refused and takes them out.
void apply(std::span<const domain::Verdict> verdicts, std::vector<Item>& items,
           Telemetry& telemetry) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    const domain::Verdict& verdict = verdicts[i];
    if (verdict.fate == Fate::keep_unstored) items[i].unstored_by = verdict.by;
    if (verdict.fate == Fate::drop) refuse(items[i], *verdict.by, telemetry);
    if (verdict.spans_by != nullptr) refuse_spans(items[i], *verdict.spans_by, telemetry);
  }
  take_out_refused(items);
}

/// When an event was made of them, they have served.
void drop_unstored(std::vector<Item>& items, Telemetry& telemetry) {
  for (Item& item : items) {
    if (item.unstored_by != nullptr) refuse(item, *item.unstored_by, telemetry);
  }
  take_out_refused(items);
}

}  // namespace

StageResult check_limits(Intake& intake, const StageContext& context) {
  const domain::ProjectQuotas& set = *intake.project->quotas;
  if (context.quotas.nothing_set(set)) return Flow::go_on;
  KnownGate gate(context.quotas, set, scoping_of(intake.scope), intake.received);
  const domain::Enforcement result = domain::enforce(quota_items(intake.items), gate);
  for (const domain::Refusal& refusal : result.told) {
    protocol::merge(intake.limits, rate_limit_of(refusal));
  }
  if (const domain::Quota* const crash = result.crash) {
    context.ledger.add(intake.scope, Category::error, domain::outcome_of(*crash), crash->reason, 1);
  }
  apply(result.verdicts, intake.items, context.telemetry);
  if (intake.items.empty()) return Flow::finished;
  return Flow::go_on;
}

EventResult take_quota(EventWork& work, const domain::ProjectConfig& project) {
  const StageContext& context = work.context;
  std::vector<Item>& rest = work.group.rest;
  drop_unstored(rest, context.telemetry);
  for (Item& item : rest) item.counted = true;
  if (context.quotas.nothing_set(*project.quotas)) return {};
  std::vector<domain::QuotaItem> asked = quota_items(rest);
  asked.insert(asked.begin(), quota_item(work.group.event));
  CountingGate gate(context.quotas, *project.quotas, scoping_of(work.intake.scope),
                    work.intake.received);
  const domain::Enforcement result = domain::enforce(asked, gate);
  const domain::Verdict& event = result.verdicts.front();
  if (event.fate == Fate::drop) {
    return unexpected(Drop{domain::outcome_of(*event.by), event.by->reason});
  }
  if (event.spans_by != nullptr) {
    refuse_spans(work.group.event, *event.spans_by, context.telemetry);
  }
  apply(std::span(result.verdicts).subspan(1), rest, context.telemetry);
  drop_unstored(rest, context.telemetry);
  return {};
}

ItemResult take_item_quota(ItemWork& work, const domain::ProjectConfig& project) {
  Quotas& quotas = work.context.quotas;
  if (work.item.counted || quotas.nothing_set(*project.quotas)) return {};
  CountingGate gate(quotas, *project.quotas, scoping_of(work.intake.scope), work.intake.received);
  const domain::QuotaItem asked = quota_item(work.item);
  const domain::Verdict verdict = domain::enforce({&asked, 1}, gate).verdicts.front();
  if (verdict.fate == Fate::keep) return {};
  work.context.telemetry.limited();
  return unexpected(Drop{domain::outcome_of(*verdict.by), verdict.by->reason});
}

}  // namespace picket::relay
