// A statement that is composed for one use, with as many texts as it came to.
#pragma once

#include <cstddef>
#include <string>
#include <tuple>
#include <vector>

#include "adapters/meta_sql/statement.h"

namespace picket::adapters::meta {

/// Any number of Text parameters: the first is :t1 in the statement, the second :t2...
struct Texts {};

/// As Prepared is, but bound when it runs, which it does once.
template <class... Out>
class Prepared<List<Texts>, List<Out...>> final : public PreparedBase {
 public:
  Prepared(soci::session& session, const std::string& text)
      : text_(text), columns_(session_for<Out>(session)...), statement_(session) {}

  template <class OnRow>
  Int run(const std::vector<std::string>& texts, OnRow&& on_row) {
    texts_.resize(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) assign_text(texts_[i], texts[i]);
    statement_.alloc();
    std::apply([&](auto&... slot) { (slot.define(statement_), ...); }, columns_);
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      statement_.exchange(soci::use(texts_[i], "t" + std::to_string(i + 1)));
    }
    statement_.prepare(text_);
    statement_.define_and_bind();
    for (bool row = statement_.execute(true); row; row = statement_.fetch()) {
      std::apply([&](auto&... slot) { on_row(slot.get()...); }, columns_);
    }
    return statement_.get_affected_rows();
  }

 private:
  template <class>
  static soci::session& session_for(soci::session& session) {
    return session;
  }

  const std::string text_;
  std::vector<std::string> texts_;
  std::tuple<Slot<Out>...> columns_;
  soci::statement statement_;
};

}  // namespace picket::adapters::meta
