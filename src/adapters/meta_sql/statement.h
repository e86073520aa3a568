// Typed statements on SOCI: a text with the types of its parameters and columns, prepared once per
// connection.
//
// SOCI binds by address, so each prepared statement owns one slot per parameter and column. A run
// is always stepped to its end: a statement left in the middle would hold its snapshot.
#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include <soci/soci.h>

namespace picket::adapters::meta {

using Int = long long;  ///< SOCI's name for 64 bits.
struct Text {};         ///< Parameter from string_view, column as std::string&.
struct Bytes {};        ///< The same, for bytes that are not text. Empty is stored as NULL.

template <class... T>
using List = std::tuple<T...>;

/// Its address is its identity in a connection's cache: define it static or constexpr at namespace
/// scope. No parameter name appears twice.
template <class In, class Out = List<>>
struct Sql {
  const char* text;
};

/// PostgreSQL stores neither NUL nor malformed UTF-8 in a text, so here neither: both become
/// U+FFFD.
void assign_text(std::string& to, std::string_view from);

/// The storage that SOCI reads a parameter from or writes a column to.
template <class T>
class Slot;

template <>
class Slot<Int> {
 public:
  using Argument = Int;
  explicit Slot(soci::session&) {}
  void set(Int value) { value_ = value; }
  Int get() const { return value_; }
  void bind(soci::statement& to) { to.exchange(soci::use(value_)); }
  void define(soci::statement& to) { to.exchange(soci::into(value_)); }

 private:
  long long value_ = 0;
};

template <>
class Slot<Text> {
 public:
  using Argument = std::string_view;
  explicit Slot(soci::session&) {}
  void set(std::string_view value) { assign_text(value_, value); }
  std::string& get() { return value_; }
  void bind(soci::statement& to) { to.exchange(soci::use(value_)); }
  void define(soci::statement& to) { to.exchange(soci::into(value_)); }

 private:
  std::string value_;
};

template <>
class Slot<Bytes> {
 public:
  using Argument = std::string_view;
  explicit Slot(soci::session& session) : blob_(session) {}
  void set(std::string_view value) {
    indicator_ = value.empty() ? soci::i_null : soci::i_ok;
    blob_.trim(0);
    if (!value.empty()) blob_.write(0, value.data(), value.size());
  }
  std::string& get() {
    value_.clear();
    if (indicator_ == soci::i_null) return value_;
    value_.resize(blob_.get_len());
    if (!value_.empty()) blob_.read(0, value_.data(), value_.size());
    return value_;
  }
  void bind(soci::statement& to) { to.exchange(soci::use(blob_, indicator_)); }
  void define(soci::statement& to) { to.exchange(soci::into(blob_, indicator_)); }

 private:
  soci::blob blob_;
  soci::indicator indicator_ = soci::i_null;
  std::string value_;
};

class PreparedBase {
 public:
  virtual ~PreparedBase() = default;
};

template <class In, class Out>
class Prepared;

/// One statement of one connection; not safe for two threads at once. Throws what SOCI throws.
template <class... In, class... Out>
class Prepared<List<In...>, List<Out...>> final : public PreparedBase {
 public:
  Prepared(soci::session& session, const std::string& text)
      : parameters_(session_for<In>(session)...),
        columns_(session_for<Out>(session)...),
        statement_(session) {
    statement_.alloc();
    std::apply([&](auto&... slot) { (slot.define(statement_), ...); }, columns_);
    std::apply([&](auto&... slot) { (slot.bind(statement_), ...); }, parameters_);
    statement_.prepare(text);
    statement_.define_and_bind();
  }

  /// Calls `on_row` with the columns of each row; returns the number of rows that the statement
  /// changed (meaningless for a SELECT).
  template <class OnRow>
  Int run(typename Slot<In>::Argument... arguments, OnRow&& on_row) {
    std::apply([&](auto&... slot) { (slot.set(arguments), ...); }, parameters_);
    for (bool row = statement_.execute(true); row; row = next()) {
      std::apply([&](auto&... slot) { on_row(slot.get()...); }, columns_);
    }
    return statement_.get_affected_rows();
  }

 private:
  /// Slots are constructed in place: SOCI keeps their addresses.
  template <class>
  static soci::session& session_for(soci::session& session) {
    return session;
  }

  /// Without columns there is nothing to fetch, and SOCI would step once more.
  bool next() {
    if constexpr (sizeof...(Out) == 0) return false;
    return statement_.fetch();
  }

  std::tuple<Slot<In>...> parameters_;
  std::tuple<Slot<Out>...> columns_;
  soci::statement statement_;
};

}  // namespace picket::adapters::meta
