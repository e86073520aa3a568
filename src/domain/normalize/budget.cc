#include "domain/normalize/budget.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "domain/normalize/trim.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

std::size_t digits(std::uint64_t number) noexcept {
  std::size_t count = 1;
  for (; number >= 10; number /= 10) ++count;
  return count;
}

/// JSON length of a value without what is inside containers; escapes in strings are not counted.
std::size_t flat_size(const json::value& value) noexcept {
  switch (value.kind()) {
    case json::kind::null:
      return 4;
    case json::kind::bool_:
      return value.get_bool() ? 4 : 5;
    case json::kind::int64: {
      const std::int64_t number = value.get_int64();
      return number < 0 ? 1 + digits(0 - static_cast<std::uint64_t>(number))
                        : digits(static_cast<std::uint64_t>(number));
    }
    case json::kind::uint64:
      return digits(value.get_uint64());
    case json::kind::double_:
      return 17;  // What most doubles take; counted the same every time.
    case json::kind::string:
      return value.get_string().size() + 2;
    case json::kind::array: {
      const std::size_t size = value.get_array().size();
      return 2 + (size > 1 ? size - 1 : 0);
    }
    case json::kind::object: {
      const std::size_t size = value.get_object().size();
      return 2 + (size > 1 ? size - 1 : 0);
    }
  }
  return 0;
}

/// A walk that only looks: is there nothing to do?
class Survey {
 public:
  explicit Survey(BudgetLimit limit) : limit_(limit) {}

  /// False as soon as something is beyond the limit.
  bool fits(const json::value& value, std::size_t level) {
    if (const json::object* object = value.if_object()) {
      if (level + 1 >= limit_.depth && level > 0) return false;
      for (const auto& member : *object) {
        if (!fits(member.value(), level + 1)) return false;
      }
    } else if (const json::array* array = value.if_array()) {
      if (level + 1 >= limit_.depth && level > 0) return false;
      for (const json::value& element : *array) {
        if (!fits(element, level + 1)) return false;
      }
    }
    used_ += flat_size(value) + 1;
    return used_ <= limit_.bytes;
  }
  std::size_t used() const noexcept { return used_; }

 private:
  BudgetLimit limit_;
  std::size_t used_ = 0;
};

/// The walk that cuts.
class Cutter {
 public:
  Cutter(BudgetLimit limit, Meta& meta)
      : depth_(limit.depth), left_(limit.bytes), of_pairs_(limit.of_pairs), meta_(meta) {}

  void value(json::value& value, std::size_t level, const Path& path) {
    if ((value.is_object() || value.is_array()) && level > 0 && level + 1 >= depth_) {
      meta_.forget_inside(path);
      std::string text;
      protocol::write_json(value, text);
      value.emplace_string() = text;
    }
    if (json::string* text = value.if_string()) {
      trim_text(*text, left_, 0, path, meta_);
    } else if (json::object* object = value.if_object()) {
      members(*object, level, path);
    } else if (json::array* array = value.if_array()) {
      elements(*array, level, path);
    }
    const std::size_t cost = flat_size(value) + 1;
    used_ += cost;
    left_ -= std::min(left_, cost);
  }
  std::size_t used() const noexcept { return used_; }

 private:
  void members(json::object& object, std::size_t level, const Path& path) {
    std::vector<json::key_value_pair*> sorted;
    sorted.reserve(object.size());
    for (json::key_value_pair& member : object) sorted.push_back(&member);
    std::sort(sorted.begin(), sorted.end(),
              [](const auto* a, const auto* b) { return a->key() < b->key(); });
    std::size_t done = 0;
    for (; done < sorted.size() && left_ > 0; ++done) {
      value(sorted[done]->value(), level + 1, Path(path, sorted[done]->key()));
    }
    if (done == sorted.size()) return;
    json::object kept(object.storage());
    kept.reserve(done);
    for (std::size_t i = 0; i < done; ++i) {
      kept.emplace(sorted[i]->key(), std::move(sorted[i]->value()));
    }
    for (std::size_t i = done; i < sorted.size(); ++i) meta_.forget(Path(path, sorted[i]->key()));
    meta_.original_length(path, sorted.size());
    object = std::move(kept);
  }

  void elements(json::array& array, std::size_t level, const Path& path) {
    std::size_t done = 0;
    for (; done < array.size() && left_ > 0; ++done)
      value(array[done], level + 1, Path(path, done));
    if (done == array.size()) return;
    for (std::size_t i = done; i < array.size() && !meta_.empty(); ++i) {
      meta_.forget(Path(path, i));
    }
    if (of_pairs_ && level == 1) {
      std::fill(array.begin() + static_cast<std::ptrdiff_t>(done), array.end(), nullptr);
      return;
    }
    meta_.original_length(path, array.size());
    array.resize(done);
  }

  std::size_t depth_;
  std::size_t left_;
  std::size_t used_ = 0;
  const bool of_pairs_;
  Meta& meta_;
};

}  // namespace

std::size_t fit_budget(json::value& value, BudgetLimit limit, const Path& path, Meta& meta) {
  Survey survey(limit);
  if (survey.fits(value, 0)) return survey.used();
  Cutter cutter(limit, meta);
  cutter.value(value, 0, path);
  return cutter.used();
}

std::size_t budget_cost(const json::value& value) {
  constexpr std::size_t kAny = std::numeric_limits<std::size_t>::max();
  Survey survey({kAny, kAny});
  survey.fits(value, 0);
  return survey.used();
}

}  // namespace picket::domain::normalize
