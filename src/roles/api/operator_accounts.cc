#include "roles/api/operator_accounts.h"

#include <chrono>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/ascii.h"
#include "base/random.h"
#include "base/utf8.h"
#include "domain/account/email.h"
#include "domain/account/token.h"
#include "ports/factors.h"
#include "ports/organizations.h"
#include "roles/api/auth_flow.h"
#include "roles/api/body.h"
#include "roles/api/json_text.h"
#include "roles/api/offset_page.h"
#include "roles/api/operator_handlers.h"
#include "roles/api/user_json.h"

namespace picket::api {
namespace {

namespace account = domain::account;
namespace json = boost::json;

/// Long enough to be handed over, short enough to be forgotten.
constexpr std::chrono::hours kResetLinkLife{1};
/// Bytes; every account is compared with it.
constexpr std::size_t kMaxText = 200;
/// Characters of a name that nobody has, in the sentence that says so.
constexpr std::size_t kNameSaid = 100;

struct NewAccount {
  ports::User user;
  std::string password;  ///< Empty: a link sets it.
};

Answer<NewAccount> read_new_account(const Call& call) {
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  NewAccount made;
  made.user.created = call.now;
  made.user.name = fields.text("name", kMaxUserName).value_or("");
  const std::string typed = fields.required_text("email", account::kMaxEmail);
  const bool by_link = fields.flag("link").value_or(false);
  if (!fields.ok()) return unexpected(fields.problem());
  auto email = account::read_email(typed, account::kMaxEmail);
  if (!email) return unexpected(invalid_field("email", sentence(email.error())));
  made.user.email = *std::move(email);
  if (by_link) return made;
  auto password = read_secret(*body, "password");
  if (!password) return unexpected(password.error());
  if (auto problem = password_problem("password", *password, made.user))
    return unexpected(*std::move(problem));
  made.password = *std::move(password);
  return made;
}

/// Outside of any transaction.
Answer<std::string> hash_of(const Call& call, const std::string& password) {
  if (password.empty()) return std::string();
  Auth& auth = call.options.auth;
  const auto slot = auth.enter();
  if (!slot) return unexpected(slot.error());
  return auth.hash(*slot, password);
}

Answer<void> check_address_is_new(const std::string& email, ports::MetaTx& meta) {
  const auto known = meta.users().find_user(email);
  if (!known) return unexpected(failed(known.error()));
  if (!*known) return {};
  return unexpected(
      conflict(fmt::format("There is an account with the address {} already.", (*known)->email)));
}

}  // namespace

Answer<ports::User> read_account(std::string_view name, ports::MetaTx& meta) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  const bool is_id =
      !name.empty() && name.find_first_not_of("0123456789") == std::string_view::npos;
  const auto id = is_id ? ascii::parse_uint<std::uint64_t>(name) : std::nullopt;
  auto user = id && *id <= kMost ? meta.users().get_user(UserId{static_cast<std::int64_t>(*id)})
                                 : meta.users().find_user(name);
  if (!user) return unexpected(failed(user.error()));
  if (!*user || (*user)->email.ends_with(ports::kErasedDomain)) {
    return unexpected(
        not_found(fmt::format("There is no user {}; `picket user list` shows those there are.",
                              utf8_prefix(name, kNameSaid))));
  }
  return **std::move(user);
}

Answer<json::object> account_json(const ports::User& user, ports::MetaTx& meta) {
  const auto factor = meta.users().factors().find_totp(user.id);
  if (!factor) return unexpected(failed(factor.error()));
  const auto memberships = meta.organizations().memberships(user.id);
  if (!memberships) return unexpected(failed(memberships.error()));
  json::array organizations;
  for (const ports::Member& member : *memberships) {
    const auto org = meta.organizations().get_org(member.org);
    if (!org) return unexpected(failed(org.error()));
    if (!*org) continue;
    organizations.push_back(
        {{"slug", (*org)->slug}, {"role", domain::access::to_string(member.role)}});
  }
  return json::object{{"id", id_text(user.id.value)},
                      {"email", user.email},
                      {"name", user.name},
                      {"isActive", user.active},
                      {"hasPassword", !user.password_hash.empty()},
                      {"has2fa", factor->has_value()},
                      {"dateJoined", date_text(user.created)},
                      {"lastLogin", date_or_null(user.last_login)},
                      {"lastActive", date_or_null(user.last_active)},
                      {"organizations", std::move(organizations)}};
}

Answer<json::object> put_reset_link(const Call& call, UserId user, ports::MetaTx& meta) {
  const std::string secret = account::make_secret(random_bytes<32>());
  const Timestamp expires = call.now + kResetLinkLife;
  const auto put =
      meta.users().factors().put_reset_link({user, account::hash_token(secret), expires});
  if (!put) return unexpected(failed(put.error()));
  return json::object{{"url", fmt::format("{}/account/recover/confirm/{}/{}/", call.options.url,
                                          user.value, secret)},
                      {"expires", date_text(expires)}};
}

Answer<net::Response> list_accounts(Call& call) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  ports::UserQuery query;
  query.text = call.parameters.text_or("query", "");
  if (query.text.size() > kMaxText)
    return unexpected(invalid_field("query", "The text to look for is too long."));
  query.offset = page->offset;
  query.limit = page->limit + 1;
  auto users = call.meta().users().list_users(query);
  if (!users) return unexpected(failed(users.error()));
  const bool has_next = users->size() > page->limit;
  if (has_next) users->pop_back();
  json::array shown;
  for (const ports::User& user : *users) {
    auto one = account_json(user, call.meta());
    if (!one) return unexpected(std::move(one.error()));
    shown.push_back(*std::move(one));
  }
  net::Response response = json_response(std::move(shown));
  set_links(response, call, *page, has_next);
  return response;
}

Answer<net::Response> show_account(Call& call) {
  const auto user = read_account(call.request.param("user"), call.meta());
  if (!user) return unexpected(user.error());
  auto shown = account_json(*user, call.meta());
  if (!shown) return unexpected(std::move(shown.error()));
  return json_response(*std::move(shown));
}

Answer<net::Response> create_account(Call& call) {
  auto made = read_new_account(call);
  if (!made) return unexpected(made.error());
  auto hash = hash_of(call, made->password);
  if (!hash) return unexpected(hash.error());
  made->user.password_hash = *std::move(hash);
  auto meta = begin_write(call);
  if (!meta) return unexpected(meta.error());
  if (auto is_new = check_address_is_new(made->user.email, **meta); !is_new)
    return unexpected(is_new.error());
  const auto id = (*meta)->users().create_user(made->user);
  if (!id) return unexpected(failed(id.error()));
  made->user.id = *id;
  auto shown = account_json(made->user, **meta);
  if (!shown) return unexpected(std::move(shown.error()));
  if (made->password.empty()) {
    auto link = put_reset_link(call, *id, **meta);
    if (!link) return unexpected(std::move(link.error()));
    (*shown)["link"] = *std::move(link);
  }
  if (auto done = commit(**meta); !done) return unexpected(done.error());
  return json_response(*std::move(shown), 201);
}

}  // namespace picket::api
