// The gate in front of every handler: who asks, what the route is about, whether that is allowed.
#pragma once

#include <optional>
#include <vector>

#include "domain/access/decision.h"
#include "ports/organizations.h"
#include "roles/api/caller.h"
#include "roles/api/parameters.h"
#include "roles/api/route.h"

namespace picket::api {

struct Operator;  // operator.h

struct GateContext {
  std::string_view url;  ///< Where browsers reach us.
  Timestamp now;
  const Operator* as = nullptr;  ///< Who asks, whatever the request carries; null: it says who.
};

/// Who came through, and what was granted; what the grant points into is here, too, so it stays
/// where it was made.
class Gate {
 public:
  Gate() = default;
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;

  /// 401, 403 or 404 as the rules of access say.
  Answer<void> open(const ApiRoute& route, const net::Request& request,
                    const Parameters* parameters, ports::MetaTx& meta, const GateContext& context);

  const Identity* identity() const noexcept { return identity_ ? &*identity_ : nullptr; }
  const domain::access::Caller* caller() const noexcept {
    return identity_ ? &identity_->caller : nullptr;
  }
  const domain::access::Grant& grant() const noexcept { return grant_; }

 private:
  Answer<void> identify(const ApiRoute& route, const net::Request& request, ports::MetaTx& meta,
                        const GateContext& context);
  /// Grants the project of the path to whoever holds its DSN, to send and not to read.
  Answer<void> open_by_dsn(const ApiRoute& route, const net::Request& request, ports::MetaTx& meta);
  Answer<void> check_caller(const ApiRoute& route) const;
  Answer<void> check_superuser(ports::MetaTx& meta) const;
  Answer<void> check_proof(const ApiRoute& route, Timestamp now) const;
  /// 302 when the path names a project by a slug that it had before, and the wish would be granted
  /// to it.
  std::optional<Problem> moved(const net::Request& request, std::string_view url,
                               const domain::access::Wish& wish, ports::MetaTx& meta) const;
  Answer<void> read_world(const ApiRoute& route, ports::MetaTx& meta);
  Answer<std::string> organization_of(const net::Request& request, ports::MetaTx& meta) const;

  std::optional<Identity> identity_;
  std::vector<domain::access::OrgFacts> orgs_;
  std::vector<domain::ProjectConfig> projects_;
  std::vector<domain::access::TeamFacts> teams_;
  domain::access::Grant grant_;
};

}  // namespace picket::api
