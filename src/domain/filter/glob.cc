#include "domain/filter/glob.h"

#include <algorithm>
#include <array>

#include "base/unicode.h"
#include "domain/filter/fold.h"
#include "domain/filter/glob_parse.h"

namespace picket::domain::filter {
namespace {

using Step = Glob::Step;
using Op = Glob::Step::Op;

constexpr char32_t kDotAbove = 0x0307;  ///< Second half of what U+0130 folds to.

/// The steps that the text read so far may have led to. Members are in order of arrival; a step is
/// in it once, so work for a character is bounded by the number of steps.
class StepSet {
 public:
  bool add(std::uint16_t step) noexcept {
    if (contains(step)) return false;
    place_[step] = size_;
    members_[size_++] = step;
    return true;
  }
  bool contains(std::uint16_t step) const noexcept {
    return place_[step] < size_ && members_[place_[step]] == step;
  }
  void clear() noexcept { size_ = 0; }
  bool empty() const noexcept { return size_ == 0; }
  const std::uint16_t* begin() const noexcept { return members_.data(); }
  const std::uint16_t* end() const noexcept { return members_.data() + size_; }

 private:
  std::array<std::uint16_t, kMaxGlobSteps> members_{};
  std::array<std::uint16_t, kMaxGlobSteps> place_{};
  std::uint16_t size_ = 0;
};

bool has(const Glob::Class& chars, char32_t c) noexcept {
  return std::any_of(chars.ranges.begin(), chars.ranges.end(),
                     [&](const Glob::Range& range) { return range.first <= c && c <= range.last; });
}

/// Follows all ways of a pattern through a text at once.
class Walk {
 public:
  Walk(const std::vector<Step>& steps, const std::vector<Glob::Class>& classes, GlobCase letters)
      : steps_(steps), classes_(classes), ignores_case_(letters == GlobCase::ignored) {}

  bool run(std::string_view text) {
    reach(0);
    std::swap(now_, next_);
    while (!text.empty()) {
      if (now_->empty()) return false;
      if (ends_in_star()) return true;
      const unicode::Decoded decoded = unicode::decode(text);
      text.remove_prefix(decoded.size);
      take(decoded.code_point);
      std::swap(now_, next_);
      next_->clear();
    }
    return now_->contains(static_cast<std::uint16_t>(steps_.size() - 1));
  }

 private:
  /// Adds a step and all that follow it without a character. Whoever is at a star outside of
  /// alternatives can do whatever those before it could: they are forgotten.
  void reach(std::uint16_t first) {
    std::size_t waiting = 0;
    waiting_[waiting++] = first;
    while (waiting > 0) {
      const std::uint16_t at = waiting_[--waiting];
      if (at < floor_ || !next_->add(at)) continue;
      const Step& step = steps_[at];
      switch (step.op) {
        case Op::fork:
          waiting_[waiting++] = step.target;
          waiting_[waiting++] = static_cast<std::uint16_t>(at + 1);
          break;
        case Op::jump:
          waiting_[waiting++] = step.target;
          break;
        case Op::outer_star:
          floor_ = at;
          [[fallthrough]];
        case Op::star:
          waiting_[waiting++] = static_cast<std::uint16_t>(at + 1);
          break;
        case Op::character:
        case Op::any:
        case Op::one_of:
        case Op::end:
          break;
      }
    }
  }

  bool ends_in_star() const noexcept {
    return steps_[floor_].op == Op::outer_star && floor_ + 2U == steps_.size();
  }

  void take(char32_t c) {
    const FoldedPoint point = ignores_case_ ? fold(c) : FoldedPoint{c, 0};
    for (const std::uint16_t at : *now_) {
      if (at < floor_) continue;
      const auto following = static_cast<std::uint16_t>(at + 1);
      const Step& step = steps_[at];
      switch (step.op) {
        case Op::character:
          if (step.code_point != point.first) break;
          if (point.second == 0) {
            reach(following);
          } else if (steps_[following].op == Op::character &&
                     steps_[following].code_point == kDotAbove) {
            reach(static_cast<std::uint16_t>(following + 1));
          }
          break;
        case Op::any:
          reach(following);
          break;
        case Op::one_of: {
          const Glob::Class& chars = classes_[step.target];
          const bool in =
              has(chars, c) || (ignores_case_ && point.second == 0 && has(chars, point.first));
          if (in != chars.negated) reach(following);
          break;
        }
        case Op::star:
        case Op::outer_star:
          reach(at);
          break;
        case Op::fork:
        case Op::jump:
        case Op::end:
          break;
      }
    }
  }

  const std::vector<Step>& steps_;
  const std::vector<Glob::Class>& classes_;
  bool ignores_case_;
  std::uint16_t floor_ = 0;
  StepSet sets_[2];
  StepSet* now_ = &sets_[0];
  StepSet* next_ = &sets_[1];
  /// A step enters its set once and pushes at most two.
  std::array<std::uint16_t, 2 * kMaxGlobSteps + 1> waiting_;
};

}  // namespace

std::string_view to_string(GlobError error) noexcept {
  switch (error) {
    case GlobError::dangling_escape:
      return "nothing follows the last backslash";
    case GlobError::unbalanced_class:
      return "unbalanced square brackets";
    case GlobError::nested_class:
      return "square brackets inside square brackets";
    case GlobError::bad_range:
      return "a range that ends before it begins";
    case GlobError::unbalanced_alternatives:
      return "unbalanced braces";
    case GlobError::nested_alternatives:
      return "braces inside braces";
    case GlobError::too_complex:
      return "too long";
  }
  return "invalid";
}

Result<Glob, GlobError> Glob::compile(std::string_view pattern, GlobCase letters) {
  return GlobParser(pattern, letters).parse();
}

bool Glob::matches(std::string_view text) const {
  if (case_ == GlobCase::sensitive || kind_ == Kind::program) return matches(text, {});
  return matches(text, folded(text));
}

bool Glob::matches(std::string_view text, std::string_view folded_text) const {
  const std::string_view seen = case_ == GlobCase::sensitive ? text : folded_text;
  switch (kind_) {
    case Kind::nothing:
      return false;
    case Kind::everything:
      return true;
    case Kind::whole:
      return seen == literal_;
    case Kind::prefix:
      return seen.starts_with(literal_);
    case Kind::suffix:
      return seen.ends_with(literal_);
    case Kind::inside:
      return seen.find(literal_) != std::string_view::npos;
    case Kind::program:
      return run(text);
  }
  return false;
}

bool Glob::run(std::string_view text) const {
  Walk walk(steps_, classes_, case_);
  return walk.run(text);
}

}  // namespace picket::domain::filter
