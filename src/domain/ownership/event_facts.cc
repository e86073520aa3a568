#include "domain/ownership/event_facts.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "domain/filter/fold.h"
#include "domain/grouping/json_read.h"
#include "domain/ownership/path_pattern.h"

namespace picket::domain::ownership {
namespace {

namespace json = boost::json;
using grouping::object_at;
using grouping::values_at;

std::string_view text_at(const json::object& object, std::string_view key) noexcept {
  return grouping::text_at(object, key).value_or(std::string_view());
}

using Frames = std::vector<const json::object*>;

void add_frames(const json::object& holder, Frames& frames) {
  const json::object* const stacktrace = object_at(holder, "stacktrace");
  const json::value* const list = stacktrace ? stacktrace->if_contains("frames") : nullptr;
  if (list == nullptr || !list->is_array()) return;
  for (const json::value& one : list->get_array()) {
    if (const json::object* const frame = one.if_object()) frames.push_back(frame);
  }
}

void add_frames_of(const json::array* holders, Frames& frames) {
  if (holders == nullptr) return;
  for (const json::value& one : *holders) {
    if (const json::object* holder = one.if_object()) add_frames(*holder, frames);
  }
}

Frames frames_of(const json::object& event) {
  Frames frames;
  add_frames_of(values_at(event, "exception"), frames);
  if (frames.empty()) add_frames(event, frames);
  if (frames.empty()) add_frames_of(values_at(event, "threads"), frames);
  if (frames.size() > EventFacts::kMaxFrames)
    frames.erase(frames.begin(),
                 frames.end() - static_cast<std::ptrdiff_t>(EventFacts::kMaxFrames));
  return frames;
}

Subject subject(std::string_view text) {
  Subject out{std::string(text), {}};
  std::replace(out.text.begin(), out.text.end(), '\\', '/');
  out.folded = filter::folded(out.text);
  return out;
}

bool said_to_be_outside(const json::object& frame) noexcept {
  const json::value* const in_app = frame.if_contains("in_app");
  return in_app != nullptr && in_app->is_bool() && !in_app->get_bool();
}

/// `tags` is a list of pairs, or an object before normalization.
std::optional<std::string_view> find_tag(const json::object& event, std::string_view name) {
  const json::value* const tags = event.if_contains("tags");
  if (tags == nullptr) return std::nullopt;
  if (const json::object* object = tags->if_object()) return grouping::text_at(*object, name);
  if (!tags->is_array()) return std::nullopt;
  for (const json::value& one : tags->get_array()) {
    const json::array* const pair = one.if_array();
    if (pair == nullptr || pair->size() != 2) continue;
    if (grouping::as_text((*pair)[0]) == name) return grouping::as_text((*pair)[1]);
  }
  return std::nullopt;
}

/// What is a tag in search and a member of the event in its document.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kMembers{
    {{"release", "release"},
     {"environment", "environment"},
     {"level", "level"},
     {"transaction", "transaction"},
     {"server_name", "server_name"},
     {"dist", "dist"}}};

}  // namespace

EventFacts::EventFacts(const json::object& event) : event_(&event) {
  if (const json::object* request = object_at(event, "request"))
    url_ = {std::string(text_at(*request, "url")), filter::folded(text_at(*request, "url"))};
  std::map<std::string_view, bool> paths;  // To whether a frame with it is of the app.
  std::set<std::string_view> modules;
  for (const json::object* frame : frames_of(event)) {
    const bool in_app = !said_to_be_outside(*frame);
    for (const std::string_view path : {text_at(*frame, "filename"), text_at(*frame, "abs_path")}) {
      if (!path.empty()) paths[path] |= in_app;
    }
    if (const auto module = text_at(*frame, "module"); !module.empty()) modules.insert(module);
  }
  paths_.reserve(paths.size());
  for (const auto& [path, in_app] : paths) {
    paths_.push_back({subject(path), {}, in_app});
    paths_.back().names = split_path(paths_.back().subject.text);
  }
  for (const std::string_view module : modules) modules_.push_back(subject(module));
}

std::optional<std::string_view> EventFacts::tag(std::string_view name) const {
  constexpr std::string_view kUser = "user.";
  if (name.starts_with(kUser)) {
    const json::object* const user = object_at(*event_, "user");
    if (user == nullptr) return std::nullopt;
    const std::string_view field = name.substr(kUser.size());
    if (const auto value = grouping::text_at(*user, field)) return value;
    const json::object* const data = object_at(*user, "data");
    return data != nullptr ? grouping::text_at(*data, field) : std::nullopt;
  }
  if (const auto value = find_tag(*event_, name)) return value;
  for (const auto& [tag, member] : kMembers) {
    if (tag == name) return grouping::text_at(*event_, member);
  }
  return std::nullopt;
}

}  // namespace picket::domain::ownership
