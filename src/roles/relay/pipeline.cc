#include "roles/relay/pipeline.h"

#include <array>
#include <cstddef>
#include <memory>
#include <utility>

#include <boost/json.hpp>

#include "base/units.h"
#include "roles/relay/event_groups.h"
#include "roles/relay/event_stages.h"
#include "roles/relay/item_stages.h"
#include "roles/relay/quota_stages.h"

namespace picket::relay {
namespace {

// The body is read and inflated when these begin: `net` does that.
constexpr StageResult (*kRequestStages[])(Intake&, const StageContext&) = {
    read_credentials,        //
    split_items,             //
    drop_unknown_items,      //
    find_project,            //
    check_project,           //
    check_envelope_header,   //
    check_origin,            //
    check_limits,            //
    check_sizes,             //
    take_client_reports,     //
    drop_duplicates,         //
    drop_unsupported_items,  //
};

constexpr EventResult (*kEventStages[])(EventWork&, const domain::ProjectConfig&) = {
    parse_event,      //
    normalize_event,  //
    filter_event,     //
    take_quota,       //
    scrub_event,      //
    serialize_event,  //
    write_message,    //
};

constexpr ItemResult (*kItemStages[])(ItemWork&, const domain::ProjectConfig&) = {
    validate_item,    //
    take_item_quota,  //
    scrub_item,       //
    write_item,       //
};

/// What every event of a thread uses again: allocating it costs more than filling it.
struct Scratch {
  /// An event of 8 KB needs about 40 KB; the rest of a larger one comes from the heap.
  static constexpr std::size_t kArenaBytes = 64_KiB;
  /// Text of a larger event is not kept.
  static constexpr std::size_t kKeptTextBytes = 256_KiB;

  std::unique_ptr<unsigned char[]> arena{new unsigned char[kArenaBytes]};
  std::string json;
};

StageResult run_request_stages(Intake& intake, const StageContext& context) {
  while (intake.next_stage < std::size(kRequestStages)) {
    const StageResult result = kRequestStages[intake.next_stage](intake, context);
    if (!result || *result != Flow::go_on) return result;
    ++intake.next_stage;
  }
  return Flow::finished;
}

Result<std::string, Drop> run_event_stages(Intake& intake, const StageContext& context,
                                           EventGroup& group) {
  thread_local Scratch scratch;
  boost::json::monotonic_resource arena(scratch.arena.get(), Scratch::kArenaBytes);
  EventWork work{intake, context, group, &arena, scratch.json, std::nullopt, {}};
  EventResult result;
  for (const auto stage : kEventStages) {
    result = stage(work, *intake.project);
    if (!result) break;
  }
  if (scratch.json.capacity() > Scratch::kKeptTextBytes) std::string().swap(scratch.json);
  if (!result) return unexpected(result.error());
  return std::move(work.message);
}

void run_item(Intake& intake, const StageContext& context, const EventId& event, Item& item,
              std::vector<ReadyMessage>& ready) {
  ItemWork work{intake, context, item, event};
  for (const auto stage : kItemStages) {
    const ItemResult result = stage(work, *intake.project);
    if (result) continue;
    item.guard.drop(result.error().outcome, result.error().reason);
    return;
  }
  ready.push_back(*std::move(work.ready));
}

/// An event that is dropped takes what belongs to it along.
void run_event(Intake& intake, const StageContext& context, Telemetry& telemetry, EventGroup& group,
               std::vector<ReadyMessage>& ready) {
  auto message = run_event_stages(intake, context, group);
  if (!message) {
    telemetry.dropped();
    group.drop(message.error().outcome, message.error().reason);
    return;
  }
  ready.push_back({event_topic(group.type()), intake.project->project, group.id,
                   *std::move(message), std::move(group.event.guard), std::nullopt});
  for (Item& item : group.rest) run_item(intake, context, group.id, item, ready);
}

}  // namespace

Result<Decision, Rejection> decide(Intake& intake, const StageContext& context,
                                   Telemetry& telemetry) {
  auto flow = run_request_stages(intake, context);
  if (!flow) {
    count_rejection(intake, flow.error(), context);
    return unexpected(std::move(flow.error()));
  }
  Decision decision;
  if (*flow == Flow::wait_for_projects) {
    decision.kind = Decision::Kind::wait_for_projects;
  } else {
    for (EventGroup& group : take_event_groups(intake, context)) {
      run_event(intake, context, telemetry, group, decision.messages);
    }
    for (Item& item : intake.items) {
      const bool of_event = protocol::traits(item.content.type).requires_event;
      run_item(intake, context, of_event ? *intake.event_id() : EventId{}, item, decision.messages);
    }
  }
  return decision;
}

}  // namespace picket::relay
