import { type NextRequest, NextResponse } from "next/server";

/** Set by next-auth; the second name is used behind HTTPS. */
const SESSION_COOKIES = ["next-auth.session-token", "__Secure-next-auth.session-token"];

/**
 * Whoever opens a console page without a session signs in first and then gets that page. Only a convenience: pages and
 * actions check the session themselves.
 */
export function proxy(request: NextRequest): NextResponse {
  if (SESSION_COOKIES.some((name) => request.cookies.has(name))) return NextResponse.next();
  const signIn = request.nextUrl.clone();
  signIn.pathname = "/sign-in";
  signIn.search = "";
  signIn.searchParams.set("callbackUrl", `${request.nextUrl.pathname}${request.nextUrl.search}`);
  return NextResponse.redirect(signIn);
}

export const config = {
  matcher: [
    "/review/:path*",
    "/stores/:path*",
    "/sessions/:path*",
    "/dreams/:path*",
    "/schedules/:path*",
    "/settings/:path*",
    "/docs/:path*",
  ],
};
