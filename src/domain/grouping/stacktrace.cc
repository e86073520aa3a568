#include "domain/grouping/stacktrace.h"

#include <algorithm>
#include <string>

#include "domain/grouping/frame_component.h"

namespace picket::domain::grouping {
namespace {

bool is_recursion(const Frame& frame, const Frame& previous) noexcept {
  return frame.lineno == previous.lineno && frame.colno == previous.colno &&
         frame.function == previous.function && frame.filename == previous.filename &&
         frame.module == previous.module && frame.package == previous.package &&
         frame.abs_path == previous.abs_path;
}

/// The frames without regard to a variant.
std::span<Component> build_frames(std::span<const Frame> frames, Arena& arena) {
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
void apply_single_frame_rule(std::span<const Frame> frames, std::span<Component> components,
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

/// Where the frame belongs, followed by why it is ignored all the same.
std::string_view app_hint(const Frame& frame, std::string_view contribution, Arena& arena) {
  if (!frame.client_in_app) return contribution;
  const std::string_view place =
      *frame.client_in_app ? "marked in-app by the client" : "marked out of app by the client";
  if (contribution.empty() || !*frame.client_in_app) return place;
  return arena.copy(std::string(place) + " but " + std::string(contribution));
}

void keep_only_app(std::span<const Frame> frames, std::span<Component> components, Arena& arena) {
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (!frames[i].in_app) components[i].contributes = false;
    components[i].hint = app_hint(frames[i], components[i].hint, arena);
  }
}

Component assemble(std::span<Component> components) {
  Component stacktrace = branch(ComponentId::stacktrace, components);
  if (components.empty()) {
    stacktrace.hint = "ignored because it contains no frames";
  } else if (!stacktrace.contributes) {
    stacktrace.hint = "ignored because it contains no contributing frames";
  }
  return stacktrace;
}

}  // namespace

StacktraceComponents stacktrace_components(std::span<const Frame> frames, const Config& config,
                                           Arena& arena) {
  const std::span<Component> system = build_frames(frames, arena);
  apply_single_frame_rule(frames, system, config);

  const std::span<Component> app = arena.make<Component>(frames.size());
  std::copy(system.begin(), system.end(), app.begin());
  keep_only_app(frames, app, arena);

  StacktraceComponents both{assemble(app), assemble(system)};
  const bool any_in_app =
      std::any_of(frames.begin(), frames.end(), [](const Frame& frame) { return frame.in_app; });
  if (!frames.empty() && !any_in_app) {
    both.app.hint = "ignored because it contains no in-app frames";
  }
  return both;
}

}  // namespace picket::domain::grouping
