/** The sheaf: seven stalks, bound. */
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden>
      <path
        d="M16 3v26M10 5c0 7 4.600 9 4.600 14.500S11 26 9 28.500M22 5c0 7-4.600 9-4.600 14.500S21 26 23 28.500M5 9.500c2 5.500 7.500 6.500 8.400 10.500M27 9.500c-2 5.500-7.500 6.500-8.400 10.500"
        stroke="var(--straw)"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
      <path d="M11.500 20.500h9" stroke="var(--accent)" strokeWidth="3" strokeLinecap="round" />
    </svg>
  );
}
