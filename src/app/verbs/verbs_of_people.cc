// Accounts and their tokens.
#include <array>

#include "app/verbs/verb.h"

namespace picket::app {
namespace {

using enum Becomes;

constexpr Parameter kUser{"USER", "user", "Address or id", user};

constexpr Parameter kCreate[] = {
    {"EMAIL", "email", "Address to sign in with", field, "email"},
    {"--name", "name", "What people call them", field, "name", Takes::option, "NAME"},
    {"--link", "link", "Make a link that sets the password, instead of asking for one", field,
     "link", Takes::flag},
};
constexpr Parameter kList[] = {
    {"--query", "query", "Only with this text in name or address", query, "query", Takes::option,
     "TEXT"},
    {"--limit", "limit", "At most so many, default 1000", limit, "", Takes::number, "N"},
};
constexpr Parameter kOneUser[] = {kUser};
constexpr Parameter kCreateToken[] = {
    {"USER", "user", "Whose rights it has at most: address or id", owner},
    {"--scope", "scopes", "What it may do, such as event:read", field, "scopes", Takes::list,
     "SCOPE", true},
    {"--name", "name", "What it is for", field, "name", Takes::option, "NAME"},
    {"--days", "days", "How long it is valid, default for ever", field, "expiresInDays",
     Takes::number, "N"},
};
constexpr Parameter kTokensOf[] = {{"USER", "user", "Whose: address or id", owner}};
constexpr Parameter kRevokeToken[] = {
    {"USER", "user", "Whose: address or id", owner},
    {"ID", "token", "Its id, see `picket token list`", field, "tokenId"},
};
constexpr Parameter kOrg{"ORG", "org", "Slug or id", org};
constexpr Parameter kOneOrg[] = {kOrg};
constexpr Parameter kCreateOrgToken[] = {
    kOrg,
    {"--name", "name", "What it is for", field, "name", Takes::option, "NAME", true},
};
constexpr Parameter kRevokeOrgToken[] = {
    kOrg,
    {"ID", "token", "Its id, see `picket token org list`", token},
};

constexpr Column kAccounts[] = {{"ID", "id"},
                                {"EMAIL", "email"},
                                {"NAME", "name"},
                                {"ACTIVE", "isActive"},
                                {"2FA", "has2fa"},
                                {"LAST ACTIVE", "lastActive"},
                                {"ORGANIZATIONS", "organizations"}};
constexpr Column kAccount[] = {{"id", "id"},
                               {"email", "email"},
                               {"name", "name"},
                               {"active", "isActive"},
                               {"password", "hasPassword"},
                               {"second factor", "has2fa"},
                               {"made", "dateJoined"},
                               {"last sign-in", "lastLogin"},
                               {"last active", "lastActive"},
                               {"organizations", "organizations"}};
constexpr Column kNewAccount[] = {
    {"id", "id"}, {"link", "link.url", "link"}, {"valid until", "link.expires", "link"}};
constexpr Column kLink[] = {{"link", "url"}, {"valid until", "expires"}};
constexpr Column kSessions[] = {{"ID", "id"},
                                {"ADDRESS", "ipAddress"},
                                {"SIGNED IN", "dateCreated"},
                                {"LAST SEEN", "lastSeen"},
                                {"BROWSER", "userAgent"}};
constexpr Column kTokens[] = {{"ID", "id"},
                              {"NAME", "name"},
                              {"ENDS IN", "tokenLastCharacters"},
                              {"MADE", "dateCreated"},
                              {"LAST USED", "dateLastUsed"},
                              {"EXPIRES", "expiresAt"},
                              {"SCOPES", "scopes"}};
constexpr Column kOrgTokens[] = {{"ID", "id"},
                                 {"NAME", "name"},
                                 {"ENDS IN", "tokenLastCharacters"},
                                 {"MADE", "dateCreated"},
                                 {"LAST USED", "dateLastUsed"},
                                 {"SCOPES", "scopes"}};
constexpr Column kNewToken[] = {{"token", "token"}, {"id", "id"}, {"scopes", "scopes"}};

constexpr std::string_view kSwitchOff = R"({"isActive":false})";
constexpr std::string_view kSwitchOn = R"({"isActive":true})";

constexpr std::array kVerbs = {
    Verb{.name = "user.create",
         .summary = "Make an account; put it into an organization with `picket org member add`",
         .parameters = kCreate,
         .route = "operator_user_create",
         .asks_password = true,
         .columns = kNewAccount,
         .done = "Made the account {email}."},
    Verb{.name = "user.list",
         .summary = "List accounts",
         .parameters = kList,
         .route = "operator_users",
         .changes = false,
         .columns = kAccounts,
         .none = "No accounts. Make one with `picket user create`."},
    Verb{.name = "user.show",
         .summary = "Show an account",
         .parameters = kOneUser,
         .route = "operator_user",
         .changes = false,
         .columns = kAccount},
    Verb{.name = "user.disable",
         .summary = "End the sessions of an account; its password and tokens open nothing any more",
         .parameters = kOneUser,
         .route = "operator_user_activate",
         .fixed = kSwitchOff,
         .question = "Disable {user} and sign them out everywhere?",
         .done = "Disabled {email}. `picket user enable` takes it back."},
    Verb{.name = "user.enable",
         .summary = "Let a disabled account in again",
         .parameters = kOneUser,
         .route = "operator_user_activate",
         .fixed = kSwitchOn,
         .done = "Enabled {email}."},
    Verb{.name = "user.delete",
         .summary =
             "Remove an account for good, with its memberships, sessions and tokens; what it "
             "wrote stays",
         .parameters = kOneUser,
         .route = "operator_user_remove",
         .question = "Delete the account {user} for good?",
         .done = "Deleted the account {email}."},
    Verb{.name = "user.reset-password",
         .summary = "Make a link that sets a new password once and ends all sessions",
         .parameters = kOneUser,
         .route = "operator_user_link",
         .columns = kLink,
         .done = "Give this link to {email}; it opens once."},
    Verb{.name = "user.reset-2fa",
         .summary = "Take the authenticator and its recovery codes from an account",
         .parameters = kOneUser,
         .route = "operator_user_factors",
         .question = "Take the second factor from {user}?",
         .done = "{email} signs in with the password alone now, and was signed out everywhere."},
    Verb{.name = "user.reset-all-2fa",
         .summary = "Take the authenticators from all accounts: for when secret.key is lost",
         .route = "operator_all_factors",
         .question = "Take the second factor from every account?",
         .done = "Took the second factors of: {emails}"},
    Verb{.name = "user.sessions.list",
         .summary = "List where somebody is signed in",
         .parameters = kOneUser,
         .route = "operator_user_sessions",
         .changes = false,
         .columns = kSessions,
         .none = "Signed in nowhere."},
    Verb{.name = "user.sessions.revoke",
         .summary = "Sign somebody out everywhere",
         .parameters = kOneUser,
         .route = "operator_user_sessions_end",
         .done = "Ended {sessions} sessions of {email}."},

    Verb{.name = "token.create",
         .summary = "Make an API token of a user",
         .parameters = kCreateToken,
         .route = "api_token_create",
         .columns = kNewToken,
         .done = "Made a token of {owner}. It is not shown again."},
    Verb{.name = "token.list",
         .summary = "List the API tokens of a user",
         .parameters = kTokensOf,
         .route = "api_tokens",
         .changes = false,
         .columns = kTokens,
         .none = "No tokens."},
    Verb{.name = "token.revoke",
         .summary = "Revoke an API token of a user",
         .parameters = kRevokeToken,
         .route = "api_token_revoke",
         .question = "Revoke the token {token} of {user}?",
         .done = "Revoked the token."},
    Verb{.name = "token.org.create",
         .summary = "Make an API token of an organization, with the scope org:ci, for pipelines",
         .parameters = kCreateOrgToken,
         .route = "organization_token_create",
         .columns = kNewToken,
         .done = "Made a token of {org}. It is not shown again."},
    Verb{.name = "token.org.list",
         .summary = "List the API tokens of an organization",
         .parameters = kOneOrg,
         .route = "organization_tokens",
         .changes = false,
         .columns = kOrgTokens,
         .none = "No tokens."},
    Verb{.name = "token.org.revoke",
         .summary = "Revoke an API token of an organization",
         .parameters = kRevokeOrgToken,
         .route = "organization_token_revoke",
         .question = "Revoke the token {token} of {org}?",
         .done = "Revoked the token."},
};

}  // namespace

std::span<const Verb> verbs_of_people() noexcept {
  return kVerbs;
}

}  // namespace picket::app
