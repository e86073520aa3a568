// One world with a thing for each name that stands in a path, to ask every route of the table.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "conformance/api/people.h"
#include "conformance/api/world.h"
#include "roles/api/route.h"

namespace picket::conformance {

bool is_read(const api::ApiRoute& route) noexcept;

class House {
 public:
  using Names = std::map<std::string, std::string>;

  /// `before`: done before what was sent is consumed.
  explicit House(const std::function<void(ApiWorld&, const People&)>& before = {});

  /// Names that stand for nothing here are "1".
  std::string path_of(const api::ApiRoute& route) const;
  /// With other things in their places.
  std::string path_of(std::string_view pattern, const Names& others) const;

  net::testkit::Answer ask(const api::ApiRoute& route, std::string_view token);

  /// As Ada with everything that she may: with a session where a token is not taken. `query` starts
  /// with '?'.
  net::testkit::Answer ask_as_ada(const api::ApiRoute& route, std::string_view body,
                                  std::string_view query = {});

  std::string own_token() const { return names_.at("own_token"); }

  ApiWorld world;
  People people;

 private:
  /// Of what a POST to that path makes.
  void make(std::string_view path, std::string_view body, int status = 201);
  std::string note_of(const std::string& issue);

  Names names_;
  std::string token_;
  std::string session_;  ///< Header lines.
};

}  // namespace picket::conformance
