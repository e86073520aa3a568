// What ownership rules look at in an event.
// Source: shared spec "issues", section 10.2.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

namespace picket::domain::ownership {

/// A text that many rules are held against.
struct Subject {
  std::string text;    ///< With slashes for backslashes.
  std::string folded;  ///< In lower case.
};

struct FramePath {
  Subject subject;
  std::vector<std::string_view> names;  ///< Of `subject.text`, whose heap they view.
  bool in_app = false;                  ///< Of a frame that is not said to be outside.
};

/// Views into a normalized event, which outlives it.
class EventFacts {
 public:
  /// Of frames looked at: those nearest to the crash. As many as ingest leaves in a stack trace.
  static constexpr std::size_t kMaxFrames = 250;

  explicit EventFacts(const boost::json::object& event);
  EventFacts(const EventFacts&) = delete;
  EventFacts& operator=(const EventFacts&) = delete;

  const Subject& url() const noexcept { return url_; }
  /// File names and absolute paths, each once, of the frames of all exceptions, else of the event's
  /// own stack trace, else of its threads.
  const std::vector<FramePath>& paths() const noexcept { return paths_; }
  /// Of the same frames.
  const std::vector<Subject>& modules() const noexcept { return modules_; }
  /// A tag by its name; "user.FIELD" is that of the user.
  std::optional<std::string_view> tag(std::string_view name) const;

 private:
  const boost::json::object* event_;
  Subject url_;
  std::vector<FramePath> paths_;
  std::vector<Subject> modules_;
};

}  // namespace picket::domain::ownership
