#include "domain/stack_rules/apply.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/assert.h"

namespace picket::domain::stack_rules {
namespace {

using Field = Matcher::Field;

/// Frames by what kind of code they are. Few kinds occur in one stack trace.
class Categories {
 public:
  void set(const FrameSet& frames, std::string_view category) {
    for (Entry& entry : entries_) entry.frames -= frames;
    std::erase_if(entries_, [](const Entry& entry) { return entry.frames.empty(); });
    for (Entry& entry : entries_) {
      if (entry.name != category) continue;
      entry.frames |= frames;
      return;
    }
    entries_.push_back({category, frames});
  }
  FrameSet matching(const rule_glob::Glob& glob) const {
    FrameSet frames;
    for (const Entry& entry : entries_) {
      if (glob.matches(entry.name)) frames |= entry.frames;
    }
    return frames;
  }

 private:
  struct Entry {
    std::string_view name;
    FrameSet frames;
  };
  std::vector<Entry> entries_;
};

/// The frames that the columns of a set match, as far as no rule can change that.
class Columns {
 public:
  Columns(const RuleSet& set, const ExceptionFacts& exception, std::span<const FrameFacts> frames)
      : set_(set), columns_(set.columns().size()) {
    std::string path;
    for (std::size_t i = 0; i < frames.size(); ++i) {
      const FrameFacts& frame = frames[i];
      const auto hit = [&](std::uint16_t column) {
        if (columns_[column].empty()) hit_.push_back(column);
        columns_[column].add(i);
      };
      if (frame.function) set.index(Field::function, frame.family).find(*frame.function, hit);
      if (frame.module) set.index(Field::module, frame.family).find(*frame.module, hit);
      for (const auto& [text, field] :
           {std::pair{&frame.path, Field::path}, std::pair{&frame.package, Field::package}}) {
        if (!*text) continue;
        rule_glob::write_path(**text, path);
        set.index(field, frame.family).find_path(path, hit);
      }
    }
    for (const std::uint16_t column : set.other_columns()) fill(column, exception, frames);
  }

  const RuleSet& set() const noexcept { return set_; }
  const FrameSet& operator[](std::uint16_t column) const noexcept { return columns_[column]; }

  /// The rules of a phase that may match, in their order.
  template <class Visit>
  void each_rule(Phase phase, Visit visit) const {
    constexpr std::size_t kBits = 64;
    const PhaseRules& rules = set_.rules(phase);
    std::vector<std::uint64_t> candidates((rules.rules.size() + kBits - 1) / kBits);
    const auto add = [&](const std::vector<std::uint16_t>& some) {
      for (const std::uint16_t rule : some) {
        candidates[rule / kBits] |= std::uint64_t{1} << (rule % kBits);
      }
    };
    add(rules.unguarded);
    for (const std::uint16_t column : hit_) add(rules.guarded_by[column]);
    for (std::size_t w = 0; w < candidates.size(); ++w) {
      for (std::uint64_t rest = candidates[w]; rest != 0; rest &= rest - 1) {
        visit(rules.rules[w * kBits + static_cast<std::size_t>(std::countr_zero(rest))]);
      }
    }
  }

 private:
  void fill(std::uint16_t id, const ExceptionFacts& exception, std::span<const FrameFacts> frames) {
    const Column& column = set_.columns()[id];
    if (column.field == Field::family) {
      for (std::size_t i = 0; i < frames.size(); ++i) {
        if ((column.families & only(frames[i].family)) != 0) columns_[id].add(i);
      }
      return;
    }
    const Text& text = column.field == Field::type    ? exception.type
                       : column.field == Field::value ? exception.value
                                                      : exception.mechanism;
    if (column.glob->matches(text.value_or("<unknown>"))) {
      columns_[id] = FrameSet::first(frames.size());
    }
  }

  const RuleSet& set_;
  std::vector<FrameSet> columns_;
  std::vector<std::uint16_t> hit_;  ///< Of those with an index: not empty.
};

/// One stack trace on its way through the rules.
class Run {
 public:
  Run(std::span<const FrameFacts> frames, std::span<FrameMarks> marks)
      : marks_(marks), all_(FrameSet::first(frames.size())) {
    for (std::size_t i = 0; i < frames.size(); ++i) {
      marks[i] = FrameMarks{};
      marks[i].in_app = frames[i].in_app;
      marks[i].category = frames[i].category;
      families_ = static_cast<Families>(families_ | only(frames[i].family));
      if (frames[i].in_app) known_.add(i);
      if (frames[i].in_app.value_or(false)) in_app_.add(i);
      if (!frames[i].category || frames[i].category->size() > kMaxCategoryBytes) continue;
      FrameSet one;
      one.add(i);
      categories_.set(one, *frames[i].category);
    }
  }

  void classify(const Columns& columns) {
    columns.each_rule(Phase::classify, [&](const CompiledRule& rule) {
      const FrameSet matching = match(rule, columns);
      if (!matching.empty()) classify_by(rule, matching);
    });
  }

  void contribute(const Columns& columns, StacktraceMarks& stacktrace) {
    columns.each_rule(Phase::contribute, [&](const CompiledRule& rule) {
      const FrameSet matching = match(rule, columns);
      if (!matching.empty()) contribute_by(rule, matching, stacktrace);
    });
  }

 private:
  FrameSet frames_of(const Condition& condition, const Columns& columns) const {
    const Column& column = columns.set().columns()[condition.column];
    FrameSet frames = columns[condition.column];
    if (column.field == Field::category) {
      if (column.glob) frames = categories_.matching(*column.glob);
    } else if (column.field == Field::app && column.app) {
      frames = *column.app ? in_app_ : without(in_app_);
    }
    return condition.negated ? without(frames) : frames;
  }
  FrameSet without(const FrameSet& frames) const noexcept {
    FrameSet rest = all_;
    return rest -= frames;
  }

  /// The frames that the rule matches, as things are now.
  FrameSet match(const CompiledRule& rule, const Columns& columns) const {
    if ((rule.families & families_) == 0) return {};
    FrameSet frames = all_;
    for (const Condition& condition : rule.conditions) {
      frames &= frames_of(condition, columns);
      if (frames.empty()) return frames;
    }
    if (rule.caller) frames &= frames_of(*rule.caller, columns).next();
    if (rule.callee) frames &= frames_of(*rule.callee, columns).previous();
    return frames;
  }

  FrameSet range(Action::Range range, std::size_t frame) const noexcept {
    FrameSet one;
    one.add(frame);
    if (range == Action::Range::this_frame) return one;
    const FrameSet before = FrameSet::first(frame);
    return range == Action::Range::callers ? before : without(before) -= one;
  }

  void classify_by(const CompiledRule& rule, const FrameSet& matching) {
    FrameSet touched;
    FrameSet changed;
    const auto mark = [&](const FrameSet& frames, bool flag) {
      FrameSet same = flag ? in_app_ : without(in_app_);
      same &= known_;
      FrameSet differing = frames;
      changed |= differing -= same;
      touched |= frames;
      known_ |= frames;
      if (flag) {
        in_app_ |= frames;
      } else {
        in_app_ -= frames;
      }
    };
    for (const Action& action : rule.actions) {
      if (action.kind != Action::Kind::category) continue;
      categories_.set(matching, action.category);
      matching.each([&](std::size_t frame) { marks_[frame].category = action.category; });
    }
    matching.each([&](std::size_t frame) {
      for (const Action& action : rule.actions) {
        if (action.kind == Action::Kind::app) mark(range(action.range, frame), action.flag);
      }
    });
    touched.each([&](std::size_t frame) {
      FrameMarks& marks = marks_[frame];
      marks.in_app = in_app_.contains(frame);
      marks.in_app_changed = marks.in_app_changed || changed.contains(frame);
      marks.app_rule = &rule.name;
    });
  }

  void contribute_by(const CompiledRule& rule, const FrameSet& matching,
                     StacktraceMarks& stacktrace) {
    FrameSet touched;
    FrameSet on;
    matching.each([&](std::size_t frame) {
      for (const Action& action : rule.actions) {
        if (action.kind != Action::Kind::group) continue;
        const FrameSet frames = range(action.range, frame);
        touched |= frames;
        if (action.flag) {
          on |= frames;
        } else {
          on -= frames;
        }
      }
    });
    touched.each([&](std::size_t frame) {
      FrameMarks& marks = marks_[frame];
      const bool flag = on.contains(frame);
      if (marks.group == flag) return;
      marks.group_flipped = marks.group.has_value();
      marks.group = flag;
      marks.group_rule = &rule.name;
    });
    for (const Action& action : rule.actions) {
      if (action.kind == Action::Kind::max_frames) {
        stacktrace.max_frames = {action.number, &rule.name};
      } else if (action.kind == Action::Kind::min_frames) {
        stacktrace.min_frames = {action.number, &rule.name};
      } else if (action.kind == Action::Kind::invert_stacktrace) {
        stacktrace.invert = action.flag;
      }
    }
  }

  std::span<FrameMarks> marks_;
  FrameSet all_;
  FrameSet known_;  ///< in_app is not null.
  FrameSet in_app_;
  Families families_ = 0;  ///< That occur.
  Categories categories_;
};

}  // namespace

StacktraceMarks apply_rules(std::span<const RuleSet* const> sets, const ExceptionFacts& exception,
                            std::span<const FrameFacts> frames, std::span<FrameMarks> marks) {
  PICKET_ASSERT(frames.size() <= kMostFrames && marks.size() == frames.size());
  std::vector<Columns> columns;
  columns.reserve(sets.size());
  for (const RuleSet* set : sets) columns.emplace_back(*set, exception, frames);

  // What the last set says about a frame's category counts for the first one's rules about groups.
  Run run(frames, marks);
  StacktraceMarks stacktrace;
  for (const Columns& of_set : columns) run.classify(of_set);
  for (const Columns& of_set : columns) run.contribute(of_set, stacktrace);
  return stacktrace;
}

}  // namespace picket::domain::stack_rules
