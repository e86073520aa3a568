// The session that there is: who it is, proof once more, its end; and what anybody may ask.
#include "domain/account/password.h"
#include "protocol/json.h"
#include "roles/api/account_audit.h"
#include "roles/api/auth_flow.h"
#include "roles/api/auth_handlers.h"
#include "roles/api/body.h"
#include "roles/api/caller.h"
#include "roles/api/links.h"
#include "roles/api/session.h"
#include "roles/api/user_json.h"

namespace picket::api {
namespace {

namespace json = boost::json;

std::string_view host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  return url.substr(0, url.find('/'));
}

/// As in Sentry: the page stays where it is instead of going to the sign-in.
Problem wrong_proof() {
  Problem problem{403, ""};
  problem.body = {{"detail", {{"code", "ignore"}}}};
  return problem;
}

/// By password or by code; used up in `meta` where it is one.
Answer<bool> is_proof(const Call& call, const Auth::Slot& slot, const std::string& password,
                      const std::string& otp) {
  const ports::User& user = *call.identity->user;
  if (!password.empty()) {
    if (password.size() > domain::account::kMaxPasswordBytes) return false;
    return call.options.auth.verify(slot, password, &user);
  }
  auto meta = begin_write(call);
  if (!meta) return unexpected(meta.error());
  const auto factor = (*meta)->users().factors().find_totp(user.id);
  if (!factor) return unexpected(failed(factor.error()));
  if (!*factor || otp.empty()) return false;
  const auto used = use_second_factor(call, **factor, {otp, {}}, **meta);
  if (!used || !*used) return used;
  if (auto done = commit(**meta); !done) return unexpected(done.error());
  return true;
}

Answer<json::value> self_of(const Call& call, ports::MetaTx& meta) {
  return self_json(*call.identity->user, meta);
}

}  // namespace

Answer<net::Response> show_root(Call& call) {
  json::object root{{"version", "0"}, {"auth", nullptr}, {"user", nullptr}};
  if (call.identity != nullptr && call.identity->token) {
    json::array scopes;
    for (const std::string& scope : call.identity->token->scopes) scopes.emplace_back(scope);
    root["auth"] = {{"scopes", std::move(scopes)}};
  }
  if (call.identity != nullptr && call.identity->user) {
    auto self = self_of(call, call.meta());
    if (!self) return unexpected(self.error());
    root["user"] = *std::move(self);
  }
  return json_response(std::move(root));
}

Answer<net::Response> show_auth_config(Call& call) {
  if (call.user())
    return json_response({{"nextUri", std::string(url_path(call.options.url)) + "/"}});
  return json_response({{"serverHostname", host_of(call.options.url)},
                        {"canRegister", false},
                        {"hasNewsletter", false}});
}

Answer<net::Response> show_auth(Call& call) {
  auto self = self_of(call, call.meta());
  if (!self) return unexpected(self.error());
  net::Response response = json_response(*self);
  // A browser that kept the one cookie and lost the other can go on.
  if (call.identity->session)
    set_session_cookies(call.options.url, session_secret(call.request), response);
  return response;
}

Answer<net::Response> prove_again(Call& call) {
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  const auto password = read_secret(*body, "password");
  if (!password) return unexpected(password.error());
  const auto otp = read_secret(*body, "otp");
  if (!otp) return unexpected(otp.error());

  Auth& auth = call.options.auth;
  const Attempt attempt{call.identity->user->email, call.address};
  const auto slot = auth.begin(attempt);
  if (!slot) return unexpected(slot.error());
  const auto right = is_proof(call, *slot, *password, *otp);
  if (!right) return unexpected(right.error());
  if (!*right) {
    if (auto counted = auth.count_failure(attempt); !counted) return unexpected(counted.error());
    if (auto noted = note_failed_proof(call, *call.identity->user); !noted)
      return unexpected(noted.error());
    return unexpected(wrong_proof());
  }
  auto meta = begin_write(call);
  if (!meta) return unexpected(meta.error());
  const auto secret = renew_session(call, **meta);
  if (!secret) return unexpected(secret.error());
  auto self = self_of(call, **meta);
  if (!self) return unexpected(self.error());
  if (auto done = commit(**meta); !done) return unexpected(done.error());
  net::Response response = json_response(*self);
  set_session_cookies(call.options.url, *secret, response);
  return response;
}

Answer<net::Response> sign_out(Call& call) {
  if (call.identity != nullptr && call.identity->session) {
    const auto ended = call.meta().users().sessions().end(call.identity->session->id);
    if (!ended) return unexpected(failed(ended.error()));
  }
  net::Response response = empty_response();
  clear_session_cookies(call.options.url, response);
  return response;
}

}  // namespace picket::api
