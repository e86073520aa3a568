#include "domain/filter/glob_parse.h"

#include <algorithm>
#include <utility>

#include "base/unicode.h"
#include "domain/filter/fold.h"

namespace picket::domain::filter {
namespace {

/// A wider range of a class ignores no case: to look at each of its characters would take longer
/// than all the rest of the configuration.
constexpr char32_t kWidestFoldedRange = 4096;

}  // namespace

Result<Glob, GlobError> GlobParser::parse() {
  while (!rest_.empty()) {
    if (const auto read = parse_one(next()); !read) return unexpected(read.error());
  }
  if (alternating_) return unexpected(GlobError::unbalanced_alternatives);
  Glob glob = finish();
  if (glob.steps_.size() > kMaxGlobSteps) return unexpected(GlobError::too_complex);
  return glob;
}

Result<void, GlobError> GlobParser::parse_one(char32_t c) {
  switch (c) {
    case '?':
      add(Op::any);
      return {};
    case '*':
      add(alternating_ ? Op::star : Op::outer_star);
      return {};
    case '[':
      return parse_class();
    case ']':
      return unexpected(GlobError::unbalanced_class);
    case '{':
      return begin_alternatives();
    case '}':
      return end_alternatives();
    case '\\':
      if (rest_.empty()) return unexpected(GlobError::dangling_escape);
      add_literal(next());
      return {};
    case ',':
      if (alternating_) {
        next_alternative();
        return {};
      }
      [[fallthrough]];
    default:
      add_literal(c);
      return {};
  }
}

Result<void, GlobError> GlobParser::parse_class() {
  auto chars = read_class();
  if (!chars) return unexpected(chars.error());
  if (chars->ranges.empty()) return {};  // "[]" and "[!]" say nothing.
  if (case_ == GlobCase::ignored) fold_class(*chars);
  add(Op::one_of);
  glob_.steps_.back().target = static_cast<std::uint16_t>(glob_.classes_.size());
  glob_.classes_.push_back(*std::move(chars));
  return {};
}

Result<Glob::Class, GlobError> GlobParser::read_class() {
  Glob::Class chars;
  if (rest_.starts_with('!')) {
    chars.negated = true;
    rest_.remove_prefix(1);
  }
  bool in_range = false;
  for (bool first = true;; first = false) {
    if (rest_.empty()) return unexpected(GlobError::unbalanced_class);
    char32_t c = next();
    if (c == '[') return unexpected(GlobError::nested_class);
    if (c == ']') break;
    if (c == '-' && !first && !in_range) {
      in_range = true;
      continue;
    }
    if (c == '\\') {
      if (rest_.empty()) return unexpected(GlobError::dangling_escape);
      c = next();
    }
    if (in_range) {
      if (chars.ranges.back().first > c) return unexpected(GlobError::bad_range);
      chars.ranges.back().last = c;
      in_range = false;
    } else {
      chars.ranges.push_back({c, c});
    }
  }
  if (in_range) chars.ranges.push_back({'-', '-'});
  return chars;
}

void GlobParser::fold_class(Glob::Class& chars) const {
  const std::vector<Glob::Range> written = chars.ranges;
  for (const Glob::Range& range : written) {
    if (range.last - range.first > kWidestFoldedRange) continue;
    for (char32_t c = range.first; c <= range.last; ++c) {
      const FoldedPoint point = fold(c);
      if (point.first == c || point.second != 0) continue;
      Glob::Range& last = chars.ranges.back();
      if (last.last + 1 == point.first) {
        last.last = point.first;
      } else {
        chars.ranges.push_back({point.first, point.first});
      }
    }
  }
}

Result<void, GlobError> GlobParser::begin_alternatives() {
  if (alternating_) return unexpected(GlobError::nested_alternatives);
  end_literal();
  alternating_ = true;
  fork_ = glob_.steps_.size();
  add(Op::fork);
  return {};
}

void GlobParser::next_alternative() {
  jumps_.push_back(glob_.steps_.size());
  add(Op::jump);
  glob_.steps_[fork_].target = static_cast<std::uint16_t>(glob_.steps_.size());
  fork_ = glob_.steps_.size();
  add(Op::fork);
}

Result<void, GlobError> GlobParser::end_alternatives() {
  if (!alternating_) return unexpected(GlobError::unbalanced_alternatives);
  alternating_ = false;
  const auto end = static_cast<std::uint16_t>(glob_.steps_.size());
  // The last one has no other way: its fork leads on.
  glob_.steps_[fork_] = {Op::jump, static_cast<std::uint16_t>(fork_ + 1), 0};
  for (const std::size_t jump : jumps_) glob_.steps_[jump].target = end;
  jumps_.clear();
  return {};
}

char32_t GlobParser::next() {
  const unicode::Decoded decoded = unicode::decode(rest_);
  rest_.remove_prefix(decoded.size);
  return decoded.code_point;
}

void GlobParser::add(Op op, char32_t code_point) {
  if (op != Op::character) end_literal();
  // Past the limit nothing is kept that could grow: parse() refuses the pattern, unless it turns
  // out to be one plain text.
  std::vector<Glob::Step>& steps = glob_.steps_;
  const bool same_star =
      !steps.empty() && op == steps.back().op && (op == Op::star || op == Op::outer_star);
  if (!same_star) steps.push_back({op, 0, code_point});
}

void GlobParser::add_literal(char32_t c) {
  const auto keep = [&](char32_t point) {
    add(Op::character, point);
    if (!alternating_) unicode::append(point, literal_);
  };
  if (case_ == GlobCase::sensitive) return keep(c);
  const FoldedPoint point = fold(c);
  keep(point.first);
  if (point.second != 0) keep(point.second);
}

void GlobParser::end_literal() {
  if (literal_.size() > longest_.size()) longest_ = literal_;
  literal_.clear();
}

Glob GlobParser::finish() {
  end_literal();
  Glob& glob = glob_;
  glob.case_ = case_;
  std::vector<Glob::Step>& steps = glob.steps_;
  const auto is_star = [](const Glob::Step& step) { return step.op == Op::outer_star; };
  const bool from_any = !steps.empty() && is_star(steps.front());
  const bool to_any = steps.size() > 1 && is_star(steps.back());
  const std::size_t inner = steps.size() - (from_any ? 1 : 0) - (to_any ? 1 : 0);
  const auto begin = steps.begin() + (from_any ? 1 : 0);
  const bool plain = std::all_of(begin, begin + static_cast<std::ptrdiff_t>(inner),
                                 [](const Glob::Step& step) { return step.op == Op::character; });
  const bool empty = std::all_of(steps.begin(), steps.end(), [](const Glob::Step& step) {
    return step.op == Op::jump || step.op == Op::fork;
  });
  glob.literal_ = std::move(longest_);
  using enum Glob::Kind;
  if (empty) {
    glob.kind_ = nothing;
  } else if (plain && inner == 0) {
    glob.kind_ = everything;
  } else if (plain) {
    glob.kind_ = from_any ? (to_any ? inside : suffix) : (to_any ? prefix : whole);
  } else {
    glob.kind_ = program;
    steps.push_back({Op::end, 0, 0});
  }
  if (glob.kind_ != program) steps.clear();
  return std::move(glob_);
}

}  // namespace picket::domain::filter
