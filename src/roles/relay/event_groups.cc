#include "roles/relay/event_groups.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace picket::relay {

using protocol::ItemType;

namespace {

/// The first that is there makes the event.
constexpr std::array kPrecedence = {ItemType::event, ItemType::security, ItemType::transaction,
                                    ItemType::feedback, ItemType::unreal_report};

std::vector<Item>::iterator find_event(std::vector<Item>& items) {
  for (const ItemType type : kPrecedence) {
    const auto found = std::find_if(items.begin(), items.end(),
                                    [type](const Item& item) { return item.content.type == type; });
    if (found != items.end()) return found;
  }
  return items.end();
}

/// The report of a crash beside the event that an SDK made of it: both are one error.
bool reports_on(const Item& item, const Item& event) {
  return item.content.type == ItemType::unreal_report &&
         (event.content.type == ItemType::event || event.content.type == ItemType::security);
}

bool makes_event(const Item& item) {
  return protocol::creates_event(item.content.type, item.content.attachment_type);
}

/// An event that no item holds: attachments say that there was one.
Item implied_event(const Intake& intake, const StageContext& context) {
  protocol::EnvelopeItem content;
  content.type = ItemType::event;
  return {content, ItemGuard(context.ledger, intake.scope, protocol::quantities(content))};
}

/// The event that most of the envelope is about, with all that belongs to it.
EventGroup take_main_group(Intake& intake, const StageContext& context) {
  std::vector<Item>& items = intake.items;
  const auto event = find_event(items);
  const bool implied = event == items.end();
  EventGroup group{*intake.event_id(),
                   implied ? implied_event(intake, context) : std::move(*event),
                   implied,
                   {}};
  if (!implied) items.erase(event);
  const auto own = std::stable_partition(items.begin(), items.end(), [](const Item& item) {
    return !protocol::traits(item.content.type).requires_event;
  });
  for (auto item = own; item != items.end(); ++item) {
    if (item->content.type != ItemType::attachment && makes_event(*item) &&
        !reports_on(*item, group.event)) {
      // Only one item makes the event.
      item->guard.drop(protocol::Outcome::invalid, protocol::reason::kDuplicateItem);
    } else {
      group.rest.push_back(std::move(*item));
    }
  }
  items.erase(own, items.end());
  return group;
}

protocol::Quantities one_error() {
  protocol::Quantities error;
  error.add(protocol::Category::error, 1);
  return error;
}

/// Reports of browsers are an event each. The envelope's id is that of a single security report.
/// Reports of failed requests have no category of their own: what is made of them counts.
void take_report_groups(Intake& intake, const StageContext& context,
                        std::vector<EventGroup>& groups) {
  const auto is_report = [](const Item& item) {
    return item.content.type == ItemType::raw_security || item.content.type == ItemType::nel;
  };
  std::vector<Item>& items = intake.items;
  const auto reports = std::stable_partition(items.begin(), items.end(),
                                             [&](const Item& item) { return !is_report(item); });
  const auto security = std::count_if(reports, items.end(), [](const Item& item) {
    return item.content.type == ItemType::raw_security;
  });
  for (auto report = reports; report != items.end(); ++report) {
    const bool named = report->content.type == ItemType::raw_security && security == 1;
    Item event = std::move(*report);
    if (event.content.type == ItemType::nel) {
      event.guard.hand_over();
      event.guard = ItemGuard(context.ledger, intake.scope, one_error());
    }
    groups.push_back({named ? *intake.event_id() : EventId::random(), std::move(event), false, {}});
  }
  items.erase(reports, items.end());
}

}  // namespace

void EventGroup::drop(protocol::Outcome outcome, std::string_view reason) {
  if (event.guard.open()) event.guard.drop(outcome, reason);
  for (Item& item : rest) {
    if (item.guard.open()) item.guard.drop(outcome, reason);
  }
  rest.clear();
}

std::vector<EventGroup> take_event_groups(Intake& intake, const StageContext& context) {
  std::vector<EventGroup> groups;
  take_report_groups(intake, context, groups);
  if (std::any_of(intake.items.begin(), intake.items.end(), makes_event)) {
    groups.push_back(take_main_group(intake, context));
  }
  return groups;
}

}  // namespace picket::relay
