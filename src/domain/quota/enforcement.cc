#include "domain/quota/enforcement.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace picket::domain {
namespace {

using protocol::Category;
using protocol::ItemType;

bool is_crash_dump(const QuotaItem& item) noexcept {
  return item.type == ItemType::attachment &&
         protocol::creates_event(item.type, item.attachment_type);
}

/// A report of a failed request counts nothing itself, but the event that was made of it does.
bool is_event(const QuotaItem& item) noexcept {
  if (item.type == ItemType::nel) return item.quantities.size() > 0;
  return item.type != ItemType::attachment && protocol::traits(item.type).creates_event;
}

bool is_span(const protocol::Quantity& quantity) noexcept {
  return quantity.category == Category::span || quantity.category == Category::span_indexed;
}

bool is_replay(ItemType type) noexcept {
  return type == ItemType::replay_event || type == ItemType::replay_recording ||
         type == ItemType::replay_video;
}

/// What several items count together.
class Sum {
 public:
  void add(const protocol::Quantities& quantities) noexcept {
    for (const protocol::Quantity& one : quantities) {
      const auto same = std::find_if(begin(), end(), [&](const protocol::Quantity& known) {
        return known.category == one.category;
      });
      if (same != end()) {
        same->amount += one.amount;
      } else if (size_ < list_.size()) {
        list_[size_++] = one;
      }
    }
  }
  protocol::Quantity* begin() noexcept { return list_.data(); }
  protocol::Quantity* end() noexcept { return list_.data() + size_; }

 private:
  std::array<protocol::Quantity, 8> list_{};  ///< Items of one kind count as four at most.
  std::size_t size_ = 0;
};

class Enforcer {
 public:
  Enforcer(std::span<const QuotaItem> items, QuotaGate& gate) : items_(items), gate_(gate) {
    result_.verdicts.resize(items.size());
  }

  Enforcement run() && {
    take_events();
    take_attachments();
    take_sessions();
    take_profiles();
    take_kind([](const QuotaItem& item) { return is_replay(item.type); });
    take_kind(is<ItemType::check_in>);
    take_spans();
    take_kind(is<ItemType::profile_chunk>);
    take_kind(is<ItemType::log>);
    take_kind(is<ItemType::trace_metric>);
    return std::move(result_);
  }

 private:
  template <ItemType Type>
  static bool is(const QuotaItem& item) noexcept {
    return item.type == Type;
  }

  template <class Pick>
  bool any(Pick pick) const {
    return std::any_of(items_.begin(), items_.end(), pick);
  }

  template <class Pick>
  void drop(Pick pick, const Quota* by) {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (pick(items_[i]) && result_.verdicts[i].by == nullptr)
        result_.verdicts[i] = {Fate::drop, by};
    }
  }

  void tell(const Refusal& refusal) { result_.told.push_back(refusal); }

  /// Each event by itself: security reports come several at a time.
  void take_events() {
    bool some = false;
    bool refused = true;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (!is_event(items_[i])) continue;
      some = true;
      const auto refusal = take_event(items_[i].quantities);
      if (!refusal) {
        refused = false;
        continue;
      }
      tell(*refusal);
      result_.verdicts[i] = {Fate::drop, refusal->quota};
      event_ = refusal->quota;
    }
    if (!some && any(is_crash_dump)) {
      // The crash becomes an error.
      const auto refusal = gate_.take(Category::error, 1);
      if (refusal) {
        tell(*refusal);
        event_ = refusal->quota;
        result_.crash = event_;
      }
    } else if (!refused) {
      event_ = nullptr;  // What belongs to an event has one.
    }
    if (event_ != nullptr) {
      drop(
          [](const QuotaItem& item) {
            return protocol::traits(item.type).requires_event && !is_event(item) &&
                   !is_replay(item.type);
          },
          event_);
    }
  }

  /// All of them or none. Crash dumps are still needed when they may not be stored.
  void take_attachments() {
    if (event_ != nullptr || !any(is<ItemType::attachment>)) return;
    const auto refusal = take_sum(is<ItemType::attachment>);
    if (!refusal) return;
    bool plain = false;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (items_[i].type != ItemType::attachment) continue;
      const bool needed = is_crash_dump(items_[i]);
      plain = plain || !needed;
      result_.verdicts[i] = {needed ? Fate::keep_unstored : Fate::drop, refusal->quota};
    }
    if (plain) tell(*refusal);
  }

  /// They have no outcomes, hence no quantities of their own.
  void take_sessions() {
    const auto is_session = [](const QuotaItem& item) {
      return item.type == ItemType::session || item.type == ItemType::sessions;
    };
    const auto count = std::count_if(items_.begin(), items_.end(), is_session);
    if (count == 0) return;
    if (const auto refusal = gate_.take(Category::session, count)) {
      tell(*refusal);
      drop(is_session, refusal->quota);
    }
  }

  /// A profile without its transaction is of no use when there is no room for transactions.
  void take_profiles() {
    if (event_ != nullptr || !any(is<ItemType::profile>)) return;
    if (!any(is_event)) {
      if (const auto refusal = gate_.take(Category::transaction, 0)) {
        tell(*refusal);
        drop(is<ItemType::profile>, refusal->quota);
        return;
      }
    }
    take_kind(is<ItemType::profile>);
  }

  /// Those of transactions, then those that come alone.
  void take_spans() {
    if (event_ != nullptr) {
      drop(is<ItemType::span>, event_);
      return;
    }
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (!is_event(items_[i]) || result_.verdicts[i].by != nullptr) continue;
      for (const protocol::Quantity& one : items_[i].quantities) {
        if (!is_span(one) || one.amount == 0 || result_.verdicts[i].spans_by != nullptr) continue;
        if (const auto refusal = gate_.take(one.category, one.amount)) {
          tell(*refusal);
          result_.verdicts[i].spans_by = refusal->quota;
        }
      }
    }
    take_kind(is<ItemType::span>);
  }

  template <class Pick>
  void take_kind(Pick pick) {
    if (!any(pick)) return;
    if (const auto refusal = take_sum(pick)) {
      tell(*refusal);
      drop(pick, refusal->quota);
    }
  }

  /// The sum of what all of a kind count, category by category.
  template <class Pick>
  std::optional<Refusal> take_sum(Pick pick) {
    Sum sum;
    for (const QuotaItem& item : items_) {
      if (pick(item)) sum.add(item.quantities);
    }
    return take_each(sum);
  }

  /// What the event counts as, without the spans within it.
  std::optional<Refusal> take_event(const protocol::Quantities& quantities) {
    for (const protocol::Quantity& one : quantities) {
      if (is_span(one)) continue;
      if (auto refusal = gate_.take(one.category, one.amount)) return refusal;
    }
    return std::nullopt;
  }

  /// A category's twin is asked only when the category itself has room.
  template <class List>
  std::optional<Refusal> take_each(List&& quantities) {
    for (const protocol::Quantity& one : quantities) {
      if (auto refusal = gate_.take(one.category, one.amount)) return refusal;
    }
    return std::nullopt;
  }

  const std::span<const QuotaItem> items_;
  QuotaGate& gate_;
  const Quota* event_ = nullptr;  ///< Refused the event that the items belong to.
  Enforcement result_;
};

}  // namespace

Enforcement enforce(std::span<const QuotaItem> items, QuotaGate& gate) {
  return Enforcer(items, gate).run();
}

}  // namespace picket::domain
