#include "domain/grouping/stacktrace.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "domain/grouping/frame_component.h"

namespace picket::domain::grouping {
namespace {

using Frames = std::span<const Frame>;

/// The frames without regard to a variant.
std::span<Component> build_frames(Frames frames, Arena& arena) {
  const std::span<Component> components = arena.make<Component>(frames.size());
  for (std::size_t i = 0; i < frames.size(); ++i) {
    components[i] = frame_component(frames[i], arena);
    if (i > 0 && is_recursion(frames[i], frames[i - 1])) {
      components[i].ignore("ignored due to recursion");
    }
  }
  return components;
}

/// A lone JavaScript frame without a function is a script's top level: it says little.
void apply_single_frame_rule(Frames frames, std::span<Component> components,
                             const Config& config) noexcept {
  if (frames.size() != 1 || !components[0].contributes) return;
  const Frame& frame = frames[0];
  if (frame.family != Family::javascript) return;
  if (frame.function && !frame.function->empty()) return;
  const bool url = frame.abs_path && has_url_origin(*frame.abs_path, /*files_count=*/true);
  if (url == config.ignore_single_url_frame) {
    components[0].ignore("ignored single non-URL JavaScript frame");
  }
}

/// `+group` and `-group`. A rule that says what held before is not what decided.
void apply_group_rules(const Frame& frame, Component& component) noexcept {
  if (frame.marks == nullptr || !frame.marks->group) return;
  const stack_rules::FrameMarks& marks = *frame.marks;
  if (*marks.group == component.contributes && !marks.group_flipped) return;
  component.contributes = *marks.group;
  component.hint = *marks.group ? marks.group_rule->on : marks.group_rule->off;
}

std::string by_rule(const stack_rules::Limit& limit) {
  return limit.rule == nullptr ? std::string() : " by " + to_string(*limit.rule);
}

/// Keeps the contributing frames that are nearest to the crash.
void apply_max_frames(const stack_rules::Limit& most, std::span<Component> components,
                      Arena& arena) {
  if (most.frames == 0) return;
  std::string_view hint;
  std::size_t count = 0;
  for (auto component = components.rbegin(); component != components.rend(); ++component) {
    if (!component->contributes || ++count <= most.frames) continue;
    if (hint.empty()) {
      hint = arena.copy(fmt::format("ignored because only {} {} considered{}", most.frames,
                                    most.frames == 1 ? "frame is" : "frames are", by_rule(most)));
    }
    component->ignore(hint);
  }
}

/// Who put the frame where it is; empty when nobody did.
std::string_view place_hint(const Frame& frame) noexcept {
  if (frame.client_in_app == frame.in_app) {
    return frame.in_app ? "marked in-app by the client" : "marked out of app by the client";
  }
  if (frame.marks == nullptr || frame.marks->app_rule == nullptr) return {};
  return frame.in_app ? frame.marks->app_rule->on : frame.marks->app_rule->off;
}

/// Where the frame belongs, followed by why it is ignored, or counts, all the same.
std::string_view app_hint(const Frame& frame, const Component& component, Arena& arena) {
  const std::string_view place = place_hint(frame);
  if (place.empty()) return component.hint;
  if (component.hint.empty() || !frame.in_app) return place;
  const char* const link = component.contributes ? " and " : " but ";
  return arena.copy((std::string(place) + link).append(component.hint));
}

Component assemble(std::span<Component> components, const stack_rules::Limit& fewest,
                   Arena& arena) {
  Component stacktrace = branch(ComponentId::stacktrace, components);
  if (components.empty()) {
    stacktrace.hint = "ignored because it contains no frames";
  } else if (!stacktrace.contributes) {
    stacktrace.hint = "ignored because it contains no contributing frames";
  } else if (fewest.frames > 0) {
    const auto count = static_cast<std::size_t>(
        std::count_if(components.begin(), components.end(),
                      [](const Component& component) { return component.contributes; }));
    if (count < fewest.frames) {
      stacktrace.ignore(arena.copy(fmt::format(
          "discarded because stack trace only contains {} {} which is under the configured "
          "threshold{}",
          count, count == 1 ? "frame" : "frames", by_rule(fewest))));
    }
  }
  return stacktrace;
}

Component app_variant(const Stacktrace& from, std::span<Component> components, Arena& arena) {
  const Frames frames = from.frames;
  bool any_in_app = false;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (frames[i].in_app) {
      any_in_app = true;
      apply_group_rules(frames[i], components[i]);
    } else {
      components[i].contributes = false;  // Whatever rules say.
    }
  }
  apply_max_frames(from.marks.max_frames, components, arena);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    components[i].hint = app_hint(frames[i], components[i], arena);
  }
  Component stacktrace = assemble(components, from.marks.min_frames, arena);
  if (!frames.empty() && !any_in_app) {
    stacktrace.hint = "ignored because it contains no in-app frames";
  }
  return stacktrace;
}

Component system_variant(const Stacktrace& from, std::span<Component> components, Arena& arena) {
  for (std::size_t i = 0; i < components.size(); ++i) {
    apply_group_rules(from.frames[i], components[i]);
  }
  apply_max_frames(from.marks.max_frames, components, arena);
  return assemble(components, from.marks.min_frames, arena);
}

}  // namespace

StacktraceComponents stacktrace_components(const Stacktrace& stacktrace, const Config& config,
                                           Arena& arena) {
  if (stacktrace.components != nullptr) return *stacktrace.components;
  const std::span<Component> system = build_frames(stacktrace.frames, arena);
  apply_single_frame_rule(stacktrace.frames, system, config);
  const std::span<Component> app = arena.make<Component>(system.size());
  std::copy(system.begin(), system.end(), app.begin());
  return {app_variant(stacktrace, app, arena), system_variant(stacktrace, system, arena)};
}

}  // namespace picket::domain::grouping
