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
                                    ItemType::feedback};

std::vector<Item>::iterator find_event(std::vector<Item>& items) {
  for (const ItemType type : kPrecedence) {
    const auto found = std::find_if(items.begin(), items.end(),
                                    [type](const Item& item) { return item.content.type == type; });
    if (found != items.end()) return found;
  }
  return items.end();
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
  std::vector<Item>& items = intake.items;
  if (std::none_of(items.begin(), items.end(), makes_event)) return groups;
  const auto event = find_event(items);
  const bool implied = event == items.end();
  EventGroup& group = groups.emplace_back(EventGroup{
      *intake.event_id(), implied ? implied_event(intake, context) : std::move(*event), {}});
  if (!implied) items.erase(event);
  const auto own = std::stable_partition(items.begin(), items.end(), [](const Item& item) {
    return !protocol::traits(item.content.type).requires_event;
  });
  for (auto item = own; item != items.end(); ++item) {
    if (item->content.type != ItemType::attachment && makes_event(*item)) {
      // Only one item makes the event.
      item->guard.drop(protocol::Outcome::invalid, protocol::reason::kDuplicateItem);
    } else {
      group.rest.push_back(std::move(*item));
    }
  }
  items.erase(own, items.end());
  return groups;
}

}  // namespace picket::relay
