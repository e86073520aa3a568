// For the tests of this folder: rules and frames in, marks out.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/stack_rules/apply.h"

namespace picket::domain::stack_rules {

inline FrameFacts function_frame(std::string_view function, Family family = Family::other) {
  FrameFacts frame;
  frame.function = function;
  frame.family = family;
  return frame;
}

/// Rules that were applied to frames.
class Applied {
 public:
  Applied(std::string_view rules, std::vector<FrameFacts> frames,
          const ExceptionFacts& exception = {})
      : Applied(std::vector{RuleSet::compile(rules, Origin::custom).value()}, std::move(frames),
                exception) {}
  Applied(std::vector<std::shared_ptr<const RuleSet>> sets, std::vector<FrameFacts> frames,
          const ExceptionFacts& exception = {})
      : sets_(std::move(sets)), marks_(frames.size()) {
    std::vector<const RuleSet*> views;
    for (const auto& set : sets_) views.push_back(set.get());
    stacktrace_ = apply_rules(views, exception, frames, marks_);
  }

  const FrameMarks& operator[](std::size_t i) const { return marks_[i]; }
  const StacktraceMarks& stacktrace() const { return stacktrace_; }
  /// "+" in app, "-" not, "." nobody says.
  std::string app() const { return signs(&FrameMarks::in_app); }
  std::string group() const { return signs(&FrameMarks::group); }

 private:
  std::string signs(std::optional<bool> FrameMarks::*flag) const {
    std::string text;
    for (const FrameMarks& marks : marks_)
      text += !(marks.*flag) ? '.' : *(marks.*flag) ? '+' : '-';
    return text;
  }

  std::vector<std::shared_ptr<const RuleSet>> sets_;
  std::vector<FrameMarks> marks_;
  StacktraceMarks stacktrace_;
};

}  // namespace picket::domain::stack_rules
